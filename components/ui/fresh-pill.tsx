"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type LiveState, off } from "@/lib/client/live/live-state";
import { useTimeView } from "../time/clock";
import { formatExactMoment, formatUtc } from "../time/format-time";
import { Icon } from "./icon";
import type { IconName } from "./icons";
import { type PillSnapshot, type PillState, pillState } from "./pill-state";
import { useAnnounced } from "./use-announced";

interface FreshPillProps {
  snapshot: PillSnapshot | undefined;
  /** Whether news comes by itself; pages without a stream leave it out. */
  live?: LiveState;
  /** Asks the platform now; without it the pill only tells. */
  onRead?: () => void;
  reading?: boolean;
}

const boxes: Partial<Record<PillState, string>> = {
  stale: "stale",
  unreachable: "stale",
  cut: "stale",
  deleted: "kept",
};

function iconOf(state: PillState): IconName | null {
  if (state === "deleted") return "history";
  return state === "unreachable" || state === "cut" ? "cloudoff" : null;
}

/** How old the data is: one pill, one meaning per state (ui.md §2.2). */
export function FreshPill({ snapshot, live = off, onRead, reading = false }: FreshPillProps) {
  const t = useTranslations("fresh");
  const view = useTimeView(1_000);
  const heldSince = useHeldSince(snapshot?.fetchedAt ?? null);
  const since = live.kind === "cut" ? formatExactMoment(live.since, view) : "";
  useAnnounced(since ? t.markup("cut", { b: (text) => text, since }) : null);
  if (!snapshot?.fetchedAt) {
    return <span className="fresh told">{t("never")}</span>;
  }
  const read = new Date(snapshot.fetchedAt);
  const time = formatExactMoment(read, view);
  const heldMs = heldSince === null ? 0 : view.now.getTime() - heldSince;
  const state = pillState(snapshot, live, heldMs);
  const nextInMs = snapshot.nextReadAt ? new Date(snapshot.nextReadAt).getTime() - view.now.getTime() : 0;
  const strong = (text: React.ReactNode) => <b>{text}</b>;
  const icon = iconOf(state);
  return (
    <span className={`fresh ${boxes[state] ?? ""} ${onRead ? "" : "told"}`} title={formatUtc(read)}>
      {icon ? (
        <Icon name={icon} size="s" />
      ) : (
        // A new key restarts the one pulse that says data has come.
        <span
          key={snapshot.fetchedAt}
          className={`dot beat ${state === "live" || state === "final" ? "" : "calm"}`}
        />
      )}
      <span className="ell">
        {t.rich(state, { b: strong, time, since })}
        {state === "cut" && live.kind === "cut" && (
          <>
            {t(live.offline ? "offline" : "reconnecting")}
            <span className="wide-only">{t("asOf", { time })}</span>
          </>
        )}
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

/** Since when this page has this and nothing newer, by its own clock: that of the server may differ from it. */
function useHeldSince(fetchedAt: string | null): number | null {
  const [held, setHeld] = useState<{ fetchedAt: string | null; at: number } | null>(null);
  useEffect(() => setHeld({ fetchedAt, at: Date.now() }), [fetchedAt]);
  return held?.fetchedAt === fetchedAt ? held.at : null;
}
