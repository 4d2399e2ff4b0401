"use client";

import { useTranslations } from "use-intl";
import type { LookedUp } from "@/lib/client/target-checks";
import { sumUpChecks } from "@/lib/domain/sum-up-checks";
import { Moment } from "../../time/moment";
import { Icon } from "../../ui/icon";
import { DeviceId } from "../../ui/id-text";
import { useProblemSentence } from "../../ui/problem-details";

interface LookUpResultProps {
  found: LookedUp;
  stale: boolean;
  onLeaveOut?: (ids: string[]) => void;
}

/** Figures with their time and coverage; what was not looked up is said, not guessed. */
export function LookUpResult({ found, stale, onLeaveOut }: LookUpResultProps) {
  const t = useTranslations("fleet");
  const sentence = useProblemSentence();
  const { checked, fine, online, troubles } = sumUpChecks(found.items);
  return (
    <div className="stack">
      {found.error && (
        <p className="row tight s-fail" role="alert">
          <Icon name="warn" size="s" />
          {sentence(found.error)}
        </p>
      )}
      {stale && <p className="row tight s-retry">{t("lookUp.stale")}</p>}
      {found.at && (
        <p className="soft">
          {t("lookUp.coverage", { checked, of: found.of })} <Moment at={found.at} exact />
        </p>
      )}
      <ul className="lookup">
        {troubles.map(({ kind, ids }) => (
          <li key={kind}>
            <details>
              <summary className="s-retry">
                <Icon name={kind === "frozen" ? "snow" : "warn"} size="s" />
                {t(`trouble.${kind}`, { count: ids.length })}
              </summary>
              <p className="row wrap tight">
                {ids.map((id) => (
                  <DeviceId key={id} id={id} />
                ))}
              </p>
              {onLeaveOut && (
                <button type="button" className="btn sm" onClick={() => onLeaveOut(ids)}>
                  {t("lookUp.leaveOut", { count: ids.length })}
                </button>
              )}
            </details>
          </li>
        ))}
        {checked > 0 && (
          <li className="row tight s-success">
            <Icon name="success" size="s" />
            {t("lookUp.fine", { fine, online })}
          </li>
        )}
        {found.of > checked && (
          <li className="row tight soft">
            <Icon name="minus" size="s" />
            {t("lookUp.rest", { count: found.of - checked })}
          </li>
        )}
      </ul>
    </div>
  );
}
