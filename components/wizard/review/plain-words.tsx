"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { useTimeView } from "../../time/clock";
import { formatOffset } from "../../time/format-calendar";
import { formatExactMoment } from "../../time/format-time";
import { Icon } from "../../ui/icon";
import { SafeText } from "../../ui/safe-text";
import { levelOf, verbOf } from "./confirmation";
import { consequencesOf } from "./consequences";
import type { Reviewed } from "./read-reviewed";
import { TargetsPhrase } from "./targets-phrase";
import { useSpace } from "./use-review-facts";
import { verbIcons } from "./verb-icons";
import { WhatPhrase } from "./what-phrase";

interface PlainWordsProps {
  connection: Connection;
  reviewed: Reviewed;
}

/** What will happen in one sentence, then what of it cannot be undone. */
export function PlainWords({ connection, reviewed }: PlainWordsProps) {
  const t = useTranslations("review");
  const { type, spoken } = reviewed;
  const start = useStart(reviewed);
  return (
    <section className="card" aria-labelledby="plain-title">
      <header>
        <h2 id="plain-title">{t("plainTitle")}</h2>
        <span className="grow" />
        {levelOf(type) === 3 && (
          <span className="st s-fail">
            <Icon name={verbIcons[verbOf(spoken)] ?? "warn"} />
            {t("notUndoable")}
          </span>
        )}
      </header>
      <div className="pad plainwords">
        <p>
          {t.rich(`sentence.${spoken}`, {
            targets: () => <TargetsPhrase reviewed={reviewed} />,
            what: () => <WhatPhrase reviewed={reviewed} />,
            place: () => <Place connection={connection} reviewed={reviewed} />,
            start,
          })}
        </p>
        <ul>
          {consequencesOf(reviewed).map(({ key, icon, values }) => (
            <li key={key}>
              <Icon name={icon} size="s" />
              <span>{t(`undo.${key}`, { ...values, ...spanOf(values) })}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Seconds that are whole hours are said in hours, and so on: nobody reads 172,800 s. */
function spanOf(values: Record<string, string | number> | undefined): { amount: number; unit: string } {
  const { seconds, minutes } = values ?? {};
  const total = typeof seconds === "number" ? seconds : Number(minutes ?? 0) * 60;
  if (total >= 3600 && total % 3600 === 0) return { amount: total / 3600, unit: "h" };
  return total % 60 === 0 ? { amount: total / 60, unit: "min" } : { amount: total, unit: "s" };
}

function useStart({ task: { policy, needConfirm } }: Reviewed): string {
  const t = useTranslations("review");
  const view = useTimeView();
  if (policy?.scheduleTime === undefined) return t(needConfirm ? "start.confirmed" : "start.now");
  const at = new Date(policy.scheduleTime);
  return t("start.at", { time: formatExactMoment(at, view), offset: formatOffset(at, view.timeZone) });
}

/** The space, where there is one to name, and the connection. */
function Place({ connection, reviewed: { draft } }: PlainWordsProps): ReactNode {
  const t = useTranslations("review");
  const space = useSpace(connection, draft);
  const name = space?.name ?? draft.appId;
  const bold = (text: string) => (
    <b>
      <SafeText text={text} />
    </b>
  );
  if (!name) return bold(connection.name);
  return t.rich("place", { space: () => bold(name), connection: () => bold(connection.name) });
}
