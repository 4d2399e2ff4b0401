"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { SafeText } from "../ui/safe-text";

/** What a legacy task tells its devices, and how long they may take (sheet §13.4): rows of a definition list. */
export function LegacyCommand({ task }: { task: Task }) {
  const t = useTranslations("task");
  const { document, timeoutMinutes, tags = [] } = task;
  const words = [document?.serviceId, document?.method].filter((word) => typeof word === "string");
  return (
    <>
      {words.length > 0 && (
        <>
          <dt>{t("command")}</dt>
          <dd className="mono">
            <SafeText text={words.join(" / ")} />
          </dd>
        </>
      )}
      {timeoutMinutes !== undefined && (
        <>
          <dt>{t("timeLimit")}</dt>
          <dd>{t("minutes", { count: timeoutMinutes })}</dd>
        </>
      )}
      {tags.length > 0 && (
        <>
          <dt>{t("tags")}</dt>
          <dd>
            {tags.map(({ name, value }) => (
              <span className="block" key={name}>
                <SafeText text={`${name}: ${value}`} />
              </span>
            ))}
          </dd>
        </>
      )}
    </>
  );
}
