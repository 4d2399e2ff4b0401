"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import type { SentDraft } from "./submitter";

/** To the task where it is known, else to the operation that makes it. */
export function SentLink({ connection, sent }: { connection: string; sent: SentDraft }) {
  const t = useTranslations("review");
  const { taskId, operationId } = sent;
  const address = taskId ? `/c/${connection}/tasks/${taskId}` : `/c/${connection}/operations/${operationId}`;
  return (
    <Link className="btn primary" href={address} prefetch={false}>
      {t(taskId ? "openTask" : "openOperation")}
    </Link>
  );
}
