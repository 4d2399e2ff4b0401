"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { StoredFile } from "@/lib/contracts/files";
import { ActionButton } from "../ui/action-button";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { ProblemCard } from "../ui/problem-details";
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
        {sending ? <Sending state={state} /> : <FileChoice onFile={send} />}
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

const kinds =
  ".xlsx,.xls,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel";

/** By button or by drop; the button alone is enough. */
function FileChoice({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations("files");
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? "filedrop over" : "filedrop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <span className="btn">
        <Icon name="upload" />
        {t("add.choose")}
      </span>
      <span className="mute">{t("add.drop")}</span>
      <input
        type="file"
        className="sr"
        accept={kinds}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file, mended, can be chosen again.
          event.target.value = "";
        }}
      />
    </label>
  );
}
