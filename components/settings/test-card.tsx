"use client";

import { type Ref, useId } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { Connection } from "@/lib/contracts/connections";
import type { ConnectionTestResult } from "@/lib/contracts/save-connection";
import { Moment } from "../time/moment";
import { ActionButton } from "../ui/action-button";
import { ProblemCard } from "../ui/problem-details";
import { judgeTest } from "./judge-test";
import { TestResult } from "./test-result";
import { VerdictMark } from "./verdict-mark";

interface TestCardProps {
  connection: Connection;
  result: ConnectionTestResult | null;
  fault: ApiError | null;
  testing: boolean;
  onTest: () => void;
  ref: Ref<HTMLElement>;
}

/** The last test of a saved connection: what works over it and what its credentials may do. */
export function TestCard({ connection, result, fault, testing, onTest, ref }: TestCardProps) {
  const t = useTranslations("settings");
  const id = useId();
  return (
    <section className="card" aria-labelledby={id} aria-busy={testing} ref={ref}>
      <header>
        <h2 id={id}>{connection.name}</h2>
        <p>
          {result
            ? t.rich("test.tested", { time: () => <Moment at={result.testedAt} exact /> })
            : t(testing ? "test.runningText" : "test.never")}
        </p>
        {result && <VerdictMark verdict={judgeTest(result.items)} />}
        <span className="grow" />
        <ActionButton icon="retry" className="sm" busy={testing} onPress={onTest}>
          {t(testing ? "test.running" : "test.again")}
        </ActionButton>
      </header>
      {fault && <ProblemCard title={t("test.notRun")} error={fault} />}
      {result && (
        <div className={testing ? "pad tested waits" : "pad tested"}>
          <TestResult items={result.items} />
        </div>
      )}
    </section>
  );
}
