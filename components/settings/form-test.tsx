"use client";

import { useTranslations } from "use-intl";
import { Moment } from "../time/moment";
import { ActionButton } from "../ui/action-button";
import { judgeTest } from "./judge-test";
import { PermissionsLink } from "./permissions-link";
import { TestResult } from "./test-result";
import type { ConnectionFormControls } from "./use-connection-form";
import { VerdictMark } from "./verdict-mark";

/** The test of what is typed, saved or not. */
export function FormTest({ form, first }: { form: ConnectionFormControls; first: boolean }) {
  const t = useTranslations("settings");
  const { tested, busy, test } = form;
  return (
    <section className="formtest" aria-labelledby="form-test">
      <header className="row wrap">
        <h3 id="form-test">{t("test.title")}</h3>
        {tested && (
          <span className="mute small">
            <Moment at={tested.result.testedAt} exact />
          </span>
        )}
        <span className="grow" />
        <ActionButton icon="retry" className="sm" busy={busy === "test"} onPress={() => void test()}>
          {t(busy === "test" ? "test.running" : tested ? "test.again" : "test.start")}
        </ActionButton>
      </header>
      {tested ? (
        <>
          <p className="row wrap">
            <VerdictMark verdict={judgeTest(tested.result.items)} />
            {!tested.isCurrent && <span className="mute">{t("test.outdated")}</span>}
          </p>
          <TestResult items={tested.result.items} />
        </>
      ) : (
        <p className="hint">{t("test.text")}</p>
      )}
      {form.draft.kind === "v5" && !first && (
        <p className="small">
          <PermissionsLink />
        </p>
      )}
    </section>
  );
}
