"use client";

import { useTranslations } from "use-intl";
import type { ConnectionCheck } from "@/lib/contracts/save-connection";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { useHint } from "../ui/problem-details";
import { useWords } from "../ui/use-words";
import { sortChecks } from "./judge-test";
import { PermissionGrid } from "./permission-grid";

type Shown = Exclude<ConnectionCheck["state"], "unknown">;
const icons: Record<Shown, IconName> = { ok: "success", warning: "warn", failed: "fail" };

/** What a test found: a line for each thing, what to do about those that failed, and the actions as a grid. */
export function TestResult({ items }: { items: readonly ConnectionCheck[] }) {
  const t = useTranslations("settings");
  const { lines, unasked, actions } = sortChecks(items);
  return (
    <>
      <ul className="checks">
        {lines.map((check) => (
          <CheckLine key={check.action ?? check.check} check={check} />
        ))}
        {unasked.length > 0 && (
          <li data-state="unknown">
            <Icon name="removed" />
            <span>
              {t("test.unasked", {
                names: unasked.map(({ check }) => t(`check.${check}`)).join(t("comma")),
              })}
            </span>
          </li>
        )}
      </ul>
      {actions.length > 0 && <PermissionGrid checks={actions} />}
    </>
  );
}

function CheckLine({ check }: { check: ConnectionCheck }) {
  const t = useTranslations("settings");
  const sentence = useCheckSentence();
  const hint = useHint();
  const { state, upstream } = check;
  const shown = state === "unknown" ? "warning" : state;
  const told = hint({ hint: check.hint ?? undefined, hintKey: check.hintKey ?? undefined });
  const code = [upstream?.status, upstream?.errorCode].filter(Boolean).join(" ");
  return (
    <li data-state={shown}>
      <Icon name={check.action === null ? icons[shown] : "partial"} />
      <span>
        <b>{t(`check.${check.check}`)}</b> <span className="sr">{t(`test.state.${shown}`)}</span>
        <span className="any">{sentence(check)}</span>
        {code && <code className="code">{code}</code>}
        {state !== "ok" && told && <small>{told}</small>}
      </span>
    </li>
  );
}

/** What was found, in the reader's language; the server's English where the catalogues do not know it. */
function useCheckSentence(): (check: ConnectionCheck) => string {
  const words = useWords("check");
  return ({ key, values, detail }) => words(key, values) ?? detail;
}
