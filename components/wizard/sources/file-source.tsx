"use client";

import { useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { deleteDraftFileNow, putDraftFileNow, templateAddress } from "@/lib/client/draft-queries";
import { workbookLimits } from "@/lib/contracts/workbooks";
import { announce } from "../../ui/announcer";
import { Icon } from "../../ui/icon";
import { ProblemCard } from "../../ui/problem-details";
import { SpreadsheetDrop } from "../../ui/spreadsheet-drop";
import { useFormatNumber } from "../../ui/use-format";
import { FieldError } from "../error-summary";
import { SourceCard, type SourceProps } from "./source-card";
import { WorkbookCard } from "./workbook-card";
import { WorkbookProblems } from "./workbook-problems";

/**
 * A spreadsheet of the platform's own format. It is checked on the server row by row, kept there, and handed to the
 * platform only when the task is sent.
 */
export function FileSource(props: SourceProps) {
  const { connection, controls, errors, choice, onBack, onContinue } = props;
  const t = useTranslations("wizard");
  const locale = useLocale();
  const number = useFormatNumber();
  const { draft, draftId, change, flush } = controls;
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [fault, setFault] = useState<ApiError | null>(null);
  const ending = useRef<AbortController | null>(null);
  const type = draft.type ?? "";
  const current = draft.file?.type === type ? draft.file : null;

  const take = async (file: File) => {
    ending.current?.abort();
    const end = new AbortController();
    ending.current = end;
    setFault(null);
    setSending({ name: file.name, share: 0 });
    try {
      await flush();
      const kept = await putDraftFileNow({ connection: connection.slug, draftId, type }, file, {
        onProgress: (sent, total) => setSending({ name: file.name, share: total > 0 ? sent / total : 0 }),
        signal: end.signal,
      });
      change({ file: kept });
      announce(t("file.checked", { name: kept.name, problems: kept.problemCount }));
    } catch (error) {
      if (!end.signal.aborted) setFault(asApiError(error));
    } finally {
      if (ending.current === end) setSending(null);
    }
  };
  const takeOut = async () => {
    setFault(null);
    try {
      await deleteDraftFileNow(connection.slug, draftId);
      change({ file: null });
    } catch (error) {
      setFault(asApiError(error));
    }
  };
  return (
    <SourceCard
      choice={choice}
      onBack={onBack}
      onContinue={() => onContinue()}
      below={
        current &&
        current.problemCount > 0 && (
          <WorkbookProblems connection={connection.slug} draftId={draftId} workbook={current} />
        )
      }
    >
      <div className="row wrap">
        <p className="soft grow">
          {t("file.about", { rows: connection.fileRows ?? workbookLimits.rows, megabytes: 2 })}
        </p>
        <a className="btn sm" href={templateAddress(type, locale)} download>
          <Icon name="download" size="s" />
          {t("file.template")}
        </a>
      </div>
      {current && sending === null && <WorkbookCard workbook={current} onTakeOut={() => void takeOut()} />}
      {sending && (
        <div className="row" role="status" aria-busy="true">
          <span className="grow">
            {sending.share < 1
              ? t("file.sending", { name: sending.name, percent: number(Math.floor(sending.share * 100)) })
              : t("file.checking", { name: sending.name })}
          </span>
          <button type="button" className="btn sm" onClick={() => ending.current?.abort()}>
            {t("file.cancel")}
          </button>
        </div>
      )}
      <SpreadsheetDrop
        id="w-targets"
        choose={t(current ? "file.replace" : "file.choose")}
        drop={t("file.drop")}
        onFile={(file) => void take(file)}
      />
      {fault && <ProblemCard title={t("file.refused")} error={fault} />}
      {!current?.problemCount && <FieldError errors={errors} field="w-targets" deep />}
    </SourceCard>
  );
}
