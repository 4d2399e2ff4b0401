"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Icon } from "../../ui/icon";
import { useFormatNumber } from "../../ui/use-format";
import { Ends } from "./ends";
import { LiveTasks } from "./live-tasks";
import type { Reviewed } from "./read-reviewed";
import { TouchedFile } from "./touched-file";
import { TouchedGroups } from "./touched-groups";
import type { LiveFacts } from "./use-review-facts";

interface TouchesProps {
  connection: Connection;
  reviewed: Reviewed;
  facts: LiveFacts;
}

/** Which devices, as far as anybody knows, each figure with its coverage. */
export function Touches({ connection, reviewed, facts }: TouchesProps) {
  const t = useTranslations("review");
  const { source, draft, count } = reviewed;
  const ends = draft.targets?.sample ?? { first: [], last: [] };
  return (
    <section className="card" aria-labelledby="touches-title">
      <header className="wrap">
        <h2 id="touches-title">{t("touchesTitle")}</h2>
        <p>{t(`coverage.${source}`)}</p>
      </header>
      <Figures reviewed={reviewed} facts={facts} />
      <div className="pad stack">
        {source === "list" && <Ends {...ends} count={count} />}
        {source === "file" && <TouchedFile reviewed={reviewed} />}
        {source === "groups" && <TouchedGroups connection={connection} reviewed={reviewed} />}
        {source === "list" ? (
          <LiveTasks connection={connection.slug} reviewed={reviewed} facts={facts} />
        ) : (
          <p className="soft">{t("live.notChecked")}</p>
        )}
      </div>
    </section>
  );
}

interface Figure {
  key: "devices" | "repeats" | "inOthers" | "places";
  /** Null: not known. */
  value: string | null;
  flagged?: boolean;
}

function Figures({ reviewed, facts }: Pick<TouchesProps, "reviewed" | "facts">) {
  const t = useTranslations("review");
  const number = useFormatNumber();
  const { source, draft, count, type } = reviewed;
  const { slots, live } = facts;
  const figures: Figure[] = [{ key: "devices", value: count === null ? null : number(count) }];
  if (source === "list") {
    figures.push({ key: "repeats", value: number(draft.targets?.repeatCount ?? 0) });
    figures.push({ key: "inOthers", value: live && number(live.devices), flagged: (live?.devices ?? 0) > 0 });
  }
  if (type.platform === "v5") {
    const { used = 0, of = 0, atLeast = false } = slots ?? {};
    const value = slots && t(atLeast ? "placesAtLeast" : "places", { used, of });
    figures.push({ key: "places", value, flagged: slots !== null && used >= of });
  }
  return (
    <dl className="figures">
      {figures.map(({ key, value, flagged }) => (
        <div key={key} className={flagged ? "flag" : undefined}>
          <dt>
            {flagged && <Icon name="warn" size="xs" />}
            {t(`figure.${key}`)}
          </dt>
          <dd className={value === null ? "mute" : undefined}>{value ?? t("notKnown")}</dd>
        </div>
      ))}
    </dl>
  );
}
