"use client";

import { useTranslations } from "use-intl";
import type { Snapshot } from "@/lib/contracts/snapshot";
import { useTimeView } from "../time/clock";
import { formatExactMoment, formatUtc } from "../time/format-time";
import { Icon } from "./icon";

interface FreshPillProps {
  snapshot: Pick<Snapshot, "fetchedAt" | "state" | "final" | "reason" | "nextReadAt"> | undefined;
  /** Asks the platform now; without it the pill only tells. */
  onRead?: () => void;
  reading?: boolean;
}

const boxes = {
  live: "",
  fresh: "",
  final: "",
  stale: "stale",
  unreachable: "stale",
  deleted: "kept",
} as const;

/** How old the data is: one pill, one meaning per state (ui.md §2.2). */
export function FreshPill({ snapshot, onRead, reading = false }: FreshPillProps) {
  const t = useTranslations("fresh");
  const view = useTimeView(1_000);
  if (!snapshot?.fetchedAt) {
    return <span className="fresh told">{t("never")}</span>;
  }
  const read = new Date(snapshot.fetchedAt);
  const time = formatExactMoment(read, view);
  const state = snapshot.final && snapshot.state === "fresh" ? "final" : snapshot.state;
  const nextInMs = snapshot.nextReadAt ? new Date(snapshot.nextReadAt).getTime() - view.now.getTime() : 0;
  const strong = (text: React.ReactNode) => <b>{text}</b>;
  return (
    <span className={`fresh ${boxes[state]} ${onRead ? "" : "told"}`} title={formatUtc(read)}>
      {state === "unreachable" ? (
        <Icon name="cloudoff" size="s" />
      ) : state === "deleted" ? (
        <Icon name="history" size="s" />
      ) : (
        // A new key restarts the one pulse that says data has come.
        <span
          key={snapshot.fetchedAt}
          className={`dot beat ${state === "live" || state === "final" ? "" : "calm"}`}
        />
      )}
      <span className="ell">
        {t.rich(state, { b: strong, time })}
        {state === "live" && nextInMs > 0 && (
          <span className="wide-only">{t("next", { seconds: Math.ceil(nextInMs / 1000) })}</span>
        )}
        {state === "stale" && snapshot.reason === "throttled" && (
          <span className="wide-only">{t("throttled")}</span>
        )}
      </span>
      {onRead && (
        <button
          type="button"
          className="iconbtn"
          aria-label={t("readNow")}
          title={t("readNow")}
          aria-busy={reading}
          onClick={onRead}
        >
          <Icon name="retry" size="xs" />
        </button>
      )}
    </span>
  );
}
