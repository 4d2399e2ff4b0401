"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { ConnectionCheck } from "@/lib/contracts/save-connection";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { useWords } from "../ui/use-words";

const icons: Record<ConnectionCheck["state"], IconName> = {
  ok: "success",
  warning: "warn",
  failed: "partial",
  unknown: "removed",
};

/** What the credentials may do on the platform, each with the IAM action that grants it. */
export function PermissionGrid({ checks }: { checks: readonly ConnectionCheck[] }) {
  const t = useTranslations("settings");
  const name = useActionName();
  const id = useId();
  return (
    <section className="perms" aria-labelledby={id}>
      <h3 id={id}>{t("permissions.title")}</h3>
      <ul>
        {checks.map(({ action, state }) => (
          <li key={action} data-state={state}>
            <Icon name={icons[state]} />
            <span>
              {name(action ?? "")} <span className="sr">{t(`permissions.${state}`)}</span>
            </span>
            <span className="mono mute any">{action}</span>
          </li>
        ))}
      </ul>
      {checks.some(({ state }) => state === "unknown") && (
        <p className="hint">{t("permissions.unknownText")}</p>
      )}
    </section>
  );
}

/** An IAM action in words; one the catalogues do not know by its own name. */
export function useActionName(): (action: string) => string {
  const words = useWords("iamAction");
  return (action) => words(action.replace(/^iotda:/, "").replace(":", "_")) ?? action;
}
