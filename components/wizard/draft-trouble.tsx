"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { Banner } from "../ui/banner";
import { PageLink } from "../ui/page-link";
import { ProblemCard } from "../ui/problem-details";
import type { LivingDraft } from "./use-draft";

interface DraftTroubleProps {
  connection: string;
  controls: LivingDraft;
}

/** What keeps a draft from being saved, and the ways on; nothing that was typed is lost meanwhile. */
export function DraftTrouble({ connection, controls }: DraftTroubleProps) {
  const t = useTranslations("wizard");
  const [fault, setFault] = useState<ApiError | null>(null);
  const { saving, loadTheirs, keepMine, flush } = controls;
  const attempt = (act: () => Promise<void>) => {
    setFault(null);
    act().catch((error: unknown) => setFault(asApiError(error)));
  };
  if (saving.kind === "failed") {
    return (
      <section className="card danger">
        <ProblemCard title={t("draftNotSaved")} error={saving.error}>
          <button type="button" className="btn sm" onClick={() => attempt(flush)}>
            {t("tryAgain")}
          </button>
        </ProblemCard>
      </section>
    );
  }
  if (saving.kind === "changed") {
    return (
      <>
        <Banner
          tone="retry"
          icon="warn"
          role="alert"
          title={t("draftChangedTitle")}
          actions={
            <>
              <button type="button" className="btn sm" onClick={() => attempt(loadTheirs)}>
                {t("loadTheirs")}
              </button>
              <button type="button" className="btn sm" onClick={() => attempt(keepMine)}>
                {t("keepMine")}
              </button>
            </>
          }
        >
          <p>{t("draftChangedText")}</p>
        </Banner>
        {fault && <ProblemCard title={t("draftNotSaved")} error={fault} />}
      </>
    );
  }
  if (saving.kind === "sent") {
    return (
      <Banner
        tone="retry"
        icon="warn"
        role="alert"
        title={t("draftSentTitle")}
        actions={
          <PageLink className="btn sm" href={`/c/${connection}/tasks`}>
            {t("allTasks")}
          </PageLink>
        }
      >
        <p>{t("draftSentText")}</p>
      </Banner>
    );
  }
  return null;
}
