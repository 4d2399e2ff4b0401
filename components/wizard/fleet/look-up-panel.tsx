"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { targetCheckLimits } from "@/lib/contracts/target-checks";
import { ActionButton } from "../../ui/action-button";
import { announce } from "../../ui/announcer";
import { LookUpResult } from "./look-up-result";
import { type LookUpInput, useLookUp } from "./use-look-up";

interface LookUpPanelProps extends LookUpInput {
  /** How many ids the list has. */
  count: number;
  /** Reads a second of the connection: 0 for no limit, null for the house's own. */
  rate: number | null;
  /** Takes devices out of the list. */
  onLeaveOut?: (ids: string[]) => void;
}

/** Calls a second where the connection has no rate of its own, or no limit (contracts.md §2). */
const usualRate = 10;
const unlimitedRate = 20;

/** Looks a sample of the devices up on the platform, when somebody asks for it. */
export function LookUpPanel({ count, rate, onLeaveOut, ...input }: LookUpPanelProps) {
  const t = useTranslations("fleet");
  const heading = useId();
  const { found, busy, stale, start, cancel } = useLookUp(input);
  const asked = Math.min(count, targetCheckLimits.perLook);
  const done = found?.items.length ?? 0;
  const look = async () => {
    await start();
    announce(t("lookUp.done"));
  };
  return (
    <section className="card" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{t("lookUp.title")}</h2>
      </header>
      <div className="pad stack">
        <p className="soft">{t("lookUp.text")}</p>
        <div className="row wrap">
          <ActionButton
            hindrance={count === 0 ? t("lookUp.nothing") : null}
            busy={busy}
            onPress={() => void look()}
          >
            {t("lookUp.check", { count: asked })}
          </ActionButton>
          {busy ? (
            <button type="button" className="btn ghost" onClick={cancel}>
              {t("cancel")}
            </button>
          ) : (
            asked > 0 && (
              <span className="soft">{t("lookUp.takes", { seconds: secondsFor(asked, rate) })}</span>
            )
          )}
        </div>
        {busy && (
          <div className="row">
            <progress className="grow" max={asked} value={done} aria-label={t("lookUp.title")} />
            <span className="soft">{t("lookUp.progress", { done, asked })}</span>
          </div>
        )}
        {!busy && found && (
          <LookUpResult found={found} stale={stale} onLeaveOut={stale ? undefined : onLeaveOut} />
        )}
        {!busy && !found && <p className="soft">{t("lookUp.notChecked")}</p>}
      </div>
    </section>
  );
}

function secondsFor(asked: number, rate: number | null): number {
  const perSecond = rate === 0 ? unlimitedRate : (rate ?? usualRate);
  return Math.max(1, Math.ceil(asked / perSecond));
}
