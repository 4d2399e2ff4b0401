"use client";

import { useTranslations } from "use-intl";
import type { ConnectionState } from "@/lib/contracts/connection-states";
import type { Connection } from "@/lib/contracts/connections";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { judgeTest } from "./judge-test";

interface ConnectionStateCellProps {
  connection: Connection;
  /** Undefined while it is not known. */
  state: ConnectionState | undefined;
}

type Word = "archived" | "noSecret" | "refused" | "unreachable" | "failing" | "live" | "tested" | "unknown";

const looks: Record<Word, { tone: string; icon: IconName }> = {
  archived: { tone: "waiting", icon: "lock" },
  noSecret: { tone: "retry", icon: "warn" },
  refused: { tone: "fail", icon: "fail" },
  unreachable: { tone: "retry", icon: "cloudoff" },
  failing: { tone: "fail", icon: "fail" },
  live: { tone: "success", icon: "success" },
  tested: { tone: "success", icon: "success" },
  unknown: { tone: "waiting", icon: "init" },
};

/** The first thing one has to know of a connection. */
export function stateWord(connection: Connection, state: ConnectionState | undefined): Word {
  if (connection.archived) return "archived";
  if (!connection.secretSet) return "noSecret";
  if (state?.down) return state.down.reason === "upstream_auth" ? "refused" : "unreachable";
  const verdict = state?.lastTest ? judgeTest(state.lastTest.items) : null;
  // A list that was read since then knows better.
  const isReadSince = Boolean(state?.readAt && state.lastTest && state.readAt > state.lastTest.testedAt);
  if (verdict === "bad" && !isReadSince) return "failing";
  if (state?.readAt) return "live";
  return verdict === null ? "unknown" : "tested";
}

/** How a connection is, as far as Muster knows, and since when. */
export function ConnectionStateCell({ connection, state }: ConnectionStateCellProps) {
  const t = useTranslations("settings");
  const word = stateWord(connection, state);
  const at = { unreachable: state?.down?.since, refused: state?.down?.since, live: state?.readAt }[
    word as "live"
  ];
  const { tone, icon } = looks[word];
  return (
    <>
      <span className={`st bare s-${tone}`}>
        <Icon name={icon} />
        <span>
          {t.rich(`state.${word}`, { time: () => (at ? <Moment at={at} exact /> : null) })}
          {connection.readOnly && !connection.archived && t("state.readOnly")}
        </span>
      </span>
      {!connection.archived && <TestLine state={state} />}
      {state?.clock && <ClockWarning seconds={state.clock.offsetSeconds} />}
    </>
  );
}

function TestLine({ state }: { state: ConnectionState | undefined }) {
  const t = useTranslations("settings");
  if (state === undefined) return null;
  if (state.lastTest === null) return <span className="sub">{t("state.untested")}</span>;
  const { items, testedAt } = state.lastTest;
  const verdict = judgeTest(items);
  return (
    <span className="sub">
      {t.rich("state.lastTest", { time: () => <Moment at={testedAt} exact /> })}
      {t(`state.verdict.${verdict}`, { count: items.filter((item) => item.state === "failed").length })}
    </span>
  );
}

/** Signatures go by the platform's clock, so nothing fails; but somebody should set ours (security.md F19). */
function ClockWarning({ seconds }: { seconds: number }) {
  const t = useTranslations("settings");
  return (
    <span className="sub clockoff">
      <Icon name="warn" size="xs" />
      {t(seconds > 0 ? "state.clockBehind" : "state.clockAhead", { seconds: Math.abs(seconds) })}
    </span>
  );
}
