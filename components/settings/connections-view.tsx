"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import { asApiError } from "@/lib/client/api-error";
import {
  connectionListOptions,
  connectionStatesOptions,
  keepTestResult,
  refreshConnections,
  testConnection,
} from "@/lib/client/connection-queries";
import { faultOf } from "@/lib/client/step-up";
import { useRefresh } from "@/lib/client/use-refresh";
import type { ConnectionState } from "@/lib/contracts/connection-states";
import type { Connection } from "@/lib/contracts/connections";
import { announce } from "../ui/announcer";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";
import { ProblemCard } from "../ui/problem-details";
import { showToast } from "../ui/toast";
import { ArchiveDialog } from "./archive-dialog";
import { ConnectionTable } from "./connection-table";
import { judgeTest } from "./judge-test";
import { TestCard } from "./test-card";

const none: readonly never[] = [];

/** The list of connections, and the test of one of them below it. */
export function ConnectionsView() {
  const t = useTranslations("settings");
  const list = useQuery(connectionListOptions());
  const states = useQuery(connectionStatesOptions()).data ?? none;
  const test = useTest();
  const [leaving, setLeaving] = useState<Connection | null>(null);
  const connections = list.data ?? none;
  const shown = connections.find(({ slug }) => slug === (test.chosen ?? lastTested(states)));
  const fault = asApiError(list.error);
  return (
    <>
      <section className="card" aria-labelledby="connections-title">
        <header>
          <h2 id="connections-title">{t("section.connections")}</h2>
          <p>{t("subtitle")}</p>
          <span className="grow" />
          <PageLink className="btn primary" href="/settings/connections/new">
            <Icon name="plus" />
            {t("add")}
          </PageLink>
        </header>
        {fault && <ProblemCard title={t("notRefreshed")} error={fault} />}
        <ConnectionTable
          connections={connections}
          states={states}
          testing={test.running}
          onTest={test.run}
          onArchive={setLeaving}
        />
      </section>
      {shown && !shown.archived && (
        <TestCard
          connection={shown}
          result={states.find(({ connection }) => connection === shown.slug)?.lastTest ?? null}
          fault={test.chosen === shown.slug ? test.fault : null}
          testing={test.running === shown.slug}
          onTest={() => test.run(shown)}
          ref={test.card}
        />
      )}
      {leaving && <Leaving connection={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Leaving({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const t = useTranslations("settings");
  const refresh = useRefresh();
  const queryClient = useQueryClient();
  const finish = () => {
    onClose();
    showToast({ text: t("archive.done", { name: connection.name }), icon: "check", tone: "success" });
    void refreshConnections(queryClient);
    // The switcher in the shell comes from the server.
    refresh();
  };
  return <ArchiveDialog connection={connection} onArchived={finish} onClose={onClose} />;
}

/** Tests saved connections, one at a time. */
function useTest() {
  const t = useTranslations("settings");
  const queryClient = useQueryClient();
  const card = useRef<HTMLElement>(null);
  const [chosen, choose] = useState<string | null>(null);
  const [running, setRunning] = useState<string | null>(null);
  const [fault, setFault] = useState<ApiError | null>(null);
  const run = async ({ slug, name }: Connection) => {
    if (running !== null) return;
    choose(slug);
    setRunning(slug);
    setFault(null);
    try {
      const result = await testConnection({ connection: slug });
      keepTestResult(queryClient, slug, result);
      announce(t("test.announce", { name, verdict: t(`verdict.${judgeTest(result.items)}`) }));
      requestAnimationFrame(() => card.current?.scrollIntoView({ block: "nearest" }));
    } catch (error) {
      setFault(faultOf(error));
    }
    setRunning(null);
  };
  return { chosen, running, fault, card, run: (connection: Connection) => void run(connection) };
}

function lastTested(states: readonly ConnectionState[]): string | null {
  const tested = states.filter(({ lastTest }) => lastTest !== null);
  const time = ({ lastTest }: ConnectionState) => lastTest?.testedAt ?? "";
  return tested.toSorted((a, b) => time(b).localeCompare(time(a)))[0]?.connection ?? null;
}
