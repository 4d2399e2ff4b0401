"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { copyDraftNow } from "@/lib/client/draft-queries";
import type { Draft } from "@/lib/contracts/drafts";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";
import { ProblemCard } from "../ui/problem-details";

/** A draft that was sent is no draft any more: it leads to what it became, or to a copy. */
export function SentDraft({ connection, draft }: { connection: string; draft: Draft }) {
  const t = useTranslations("wizard");
  const router = useRouter();
  const [fault, setFault] = useState<ApiError | null>(null);
  const place = `/c/${connection}`;
  const address = draft.sent?.taskId
    ? `${place}/tasks/${draft.sent.taskId}`
    : `${place}/operations/${draft.sent?.operationId ?? ""}`;
  const copy = () => {
    copyDraftNow(connection, { from: { draftId: draft.id } }).then(
      (made) => router.push(`${place}/tasks/new?draft=${made.id}&step=review`),
      (error: unknown) => setFault(asApiError(error)),
    );
  };
  return (
    <section className="card">
      <div className="mid">
        <Icon name="success" size="l" />
        <h1>{t("draftSentTitle")}</h1>
        <p>{t("draftSentText")}</p>
        <div className="row wrap justify-center">
          <PageLink className="btn primary" href={address}>
            {t("openSent")}
          </PageLink>
          <button type="button" className="btn" onClick={copy}>
            {t("copyDraft")}
          </button>
        </div>
      </div>
      {fault && <ProblemCard title={t("draftNotSaved")} error={fault} />}
    </section>
  );
}
