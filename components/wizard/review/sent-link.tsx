"use client";

import { useTranslations } from "use-intl";
import { PageLink } from "../../ui/page-link";
import type { SentDraft } from "./submitter";

/** To the task where it is known, else to the operation that makes it. */
export function SentLink({ connection, sent }: { connection: string; sent: SentDraft }) {
  const t = useTranslations("review");
  const { taskId, operationId } = sent;
  const address = taskId ? `/c/${connection}/tasks/${taskId}` : `/c/${connection}/operations/${operationId}`;
  return (
    <PageLink className="btn primary" href={address}>
      {t(taskId ? "openTask" : "openOperation")}
    </PageLink>
  );
}
