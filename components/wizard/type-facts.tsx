"use client";

import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { workbookLimits } from "@/lib/contracts/workbooks";
import type { TaskType } from "@/lib/domain/task-types";
import { Icon } from "../ui/icon";

/** What can be done with a type later, where its devices come from, and how many it takes. */
export function TypeFacts({ entry }: { entry: TaskType }) {
  const t = useTranslations("wizard");
  const { targetSources: sources } = entry;
  const needsFile = sources.length === 1 && sources[0] === "file";
  const facts = [
    { key: "stoppable", yes: entry.stoppable },
    { key: "retryable", yes: entry.retryable },
    ...(entry.irreversible ? [{ key: "undoable", yes: false } as const] : []),
  ] as const;
  return (
    <ul>
      <li className="row tight">
        <Icon name={needsFile ? "table" : "chip"} size="xs" />
        {needsFile
          ? t("typeFacts.needsFile", { limit: workbookLimits.rows })
          : t("typeFacts.takes", {
              limit: createLimits.targets,
              groups: String(sources.includes("groups")),
              file: String(sources.includes("file")),
            })}
      </li>
      {facts.map(({ key, yes }) => (
        <li className="row tight" key={key}>
          <Icon name={yes ? "check" : "x"} size="xs" />
          {key === "undoable" ? t("typeFacts.undoable") : t(`typeFacts.${key}`, { yes: String(yes) })}
        </li>
      ))}
    </ul>
  );
}
