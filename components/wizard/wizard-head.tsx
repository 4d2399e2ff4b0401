"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type Ref, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { copyDraftNow, draftKeys } from "@/lib/client/draft-queries";
import type { Connection } from "@/lib/contracts/connections";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";
import { ProblemCard } from "../ui/problem-details";
import { showToast } from "../ui/toast";
import type { LivingDraft } from "./use-draft";

interface WizardHeadProps {
  connection: Connection;
  controls: LivingDraft;
  ref: Ref<HTMLHeadingElement>;
}

/** Where one is, whether the draft is safe, and what can be done with it as a whole. */
export function WizardHead({ connection, controls, ref }: WizardHeadProps) {
  const t = useTranslations("wizard");
  const router = useRouter();
  const queryClient = useQueryClient();
  const { draft, draftId, flush } = controls;
  const tasks = `/c/${connection.slug}/tasks`;
  const [fault, setFault] = useState<ApiError | null>(null);
  const attempt = async (act: () => Promise<void>) => {
    setFault(null);
    try {
      await act();
      void queryClient.invalidateQueries({ queryKey: draftKeys.lists(connection.slug) });
    } catch (error) {
      setFault(asApiError(error));
    }
  };
  const keepTemplate = async () => {
    await flush();
    await copyDraftNow(connection.slug, { from: { draftId }, kind: "template" });
    showToast({ text: t("templateKept", { name: draft.name }), icon: "check", tone: "success" });
  };
  const discard = async () => {
    await controls.discard();
    router.push(tasks);
  };
  const close = async () => {
    await flush();
    router.push(tasks);
  };
  return (
    <header className="thead">
      <nav className="crumbs" aria-label={t("breadcrumb")}>
        <PageLink href={tasks}>{t("tasks")}</PageLink>
        <Icon name="right" size="xs" />
        <span aria-current="page">{t("title")}</span>
      </nav>
      <div className="headrow">
        <h1 ref={ref} tabIndex={-1}>
          {t("title")}
        </h1>
        <span className="grow" />
        {draft.type !== null && (
          <>
            <SavedLine controls={controls} />
            <button type="button" className="btn ghost" onClick={() => void attempt(keepTemplate)}>
              {t("saveAsTemplate")}
            </button>
            <button type="button" className="btn ghost" onClick={() => void attempt(discard)}>
              {t("discard")}
            </button>
            <button type="button" className="btn" onClick={() => void attempt(close)}>
              {t("saveAndClose")}
            </button>
          </>
        )}
      </div>
      {fault && <ProblemCard title={t("draftNotSaved")} error={fault} />}
    </header>
  );
}

function SavedLine({ controls: { saving } }: Pick<WizardHeadProps, "controls">) {
  const t = useTranslations("wizard");
  if (saving.kind === "saved") {
    return (
      <span className="mute small row tight">
        <Icon name="check" size="s" />
        {t.rich("draftSaved", { time: () => <Moment at={saving.at} exact /> })}
      </span>
    );
  }
  return <span className="mute small">{saving.kind === "saving" ? t("draftSaving") : ""}</span>;
}
