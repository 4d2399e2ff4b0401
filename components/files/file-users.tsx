"use client";

import { useTranslations } from "use-intl";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";
import type { FileRow } from "./file-rows";

/** What has a workbook: tasks, what is being sent, and a draft. */
export function FileUsers({ row, root }: { row: FileRow; root: string }) {
  const t = useTranslations("files");
  const { uses, draft, outside } = row;
  if (uses.length === 0 && draft === null) {
    return <span className="mute">{t(outside ? "usersUnknown" : "noUsers")}</span>;
  }
  return (
    <ul className="users">
      {draft && (
        <li>
          <DraftLink draft={draft} root={root} />
        </li>
      )}
      {uses.map(({ taskId, operationId, name }) => {
        const address = taskId ? `tasks/${taskId}` : operationId && `operations/${operationId}`;
        return (
          <li key={taskId ?? operationId ?? name}>
            {address ? (
              <PageLink href={`${root}/${address}`}>
                <SafeText text={name} />
              </PageLink>
            ) : (
              <SafeText text={name} />
            )}
            {!taskId && operationId && <span className="sub">{t("sending")}</span>}
          </li>
        );
      })}
    </ul>
  );
}

const steps = ["type", "targets", "parameters", "policy", "review"];

function DraftLink({ draft, root }: { draft: NonNullable<FileRow["draft"]>; root: string }) {
  const t = useTranslations("files");
  const { draftId, kind, name, step } = draft;
  if (draftId === null) return <span className="mute">{t("foreignDraft")}</span>;
  const called = name && <SafeText text={name} />;
  // A template is begun from, never written into: it is chosen where a new task begins.
  if (kind === "template") {
    return (
      <>
        {t("template")}
        <span className="sub">{called}</span>
      </>
    );
  }
  const search = new URLSearchParams({ draft: draftId, ...(step ? { step } : {}) });
  return (
    <>
      <PageLink href={`${root}/tasks/new?${search}`}>
        {t("draftAt", { step: steps.indexOf(step ?? "") + 1 })}
      </PageLink>
      <span className="sub">{called}</span>
    </>
  );
}
