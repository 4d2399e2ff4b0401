"use client";

import { useTranslations } from "use-intl";
import type { StoredFile } from "@/lib/contracts/files";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { ProblemCard } from "../ui/problem-details";
import { SpreadsheetDrop } from "../ui/spreadsheet-drop";
import { useWords } from "../ui/use-words";
import { type UploadState, useUpload } from "./use-upload";

interface UploadDialogProps {
  connection: string;
  onStored: (file: StoredFile) => void;
  onClose: () => void;
}

/** A spreadsheet straight to the platform: says before it is chosen that its hour begins at once. */
export function UploadDialog({ connection, onStored, onClose }: UploadDialogProps) {
  const t = useTranslations("files");
  const { state, send, cancel } = useUpload(connection, onStored);
  const sending = state.kind === "sending";
  return (
    <Dialog
      title={t("add.title")}
      onClose={onClose}
      footer={
        <ActionButton safe onPress={sending ? cancel : onClose}>
          {t(sending ? "add.stop" : "add.close")}
        </ActionButton>
      }
    >
      <div className="db stack">
        <p>{t("add.text")}</p>
        <p className="soft">{t("add.instead")}</p>
        {sending ? (
          <Sending state={state} />
        ) : (
          <SpreadsheetDrop choose={t("add.choose")} drop={t("add.drop")} onFile={send} />
        )}
        <Outcome state={state} />
      </div>
    </Dialog>
  );
}

function Sending({ state: { name, share } }: { state: Extract<UploadState, { kind: "sending" }> }) {
  const t = useTranslations("files");
  const percent = Math.floor(share * 100);
  return (
    <div className="stack tight" aria-busy="true">
      <p role="status" className="any">
        {share < 1 ? t("add.sending", { name }) : t("add.storing", { name })}
      </p>
      <progress className="wide" value={percent} max={100} aria-label={t("add.sending", { name })} />
    </div>
  );
}

function Outcome({ state }: { state: UploadState }) {
  const t = useTranslations("files");
  const hint = useWords("hint");
  if (state.kind === "refused") {
    return (
      <Banner tone="fail" icon="fail" role="alert" title={t("add.refused", { name: state.name })}>
        <p>{hint(state.rule)}</p>
      </Banner>
    );
  }
  if (state.kind !== "failed") return null;
  return <ProblemCard title={t("add.refused", { name: state.name })} error={state.error} />;
}
