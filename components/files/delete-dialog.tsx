"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { deleteDraftFileNow, draftKeys } from "@/lib/client/draft-queries";
import { deleteFileNow, fileKeys } from "@/lib/client/file-queries";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { ProblemCard } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { showToast } from "../ui/toast";
import type { FileRow } from "./file-rows";
import { FileUsers } from "./file-users";

interface DeleteDialogProps {
  connection: string;
  row: FileRow;
  onClose: () => void;
}

/** Names what uses a workbook before it is deleted on the platform, or taken out of the caller's own draft. */
export function DeleteDialog({ connection, row, onClose }: DeleteDialogProps) {
  const t = useTranslations("files");
  const { busy, fault, remove } = useRemoval(connection, row, onClose);
  const { name, onPlatform, uses } = row;
  const kind = onPlatform ? "delete" : "takeOut";
  return (
    <Dialog
      role="alertdialog"
      title={t(`${kind}.title`, { name })}
      onClose={onClose}
      footer={
        <>
          <ActionButton safe onPress={onClose}>
            {t("keep")}
          </ActionButton>
          <ActionButton className="danger" busy={busy} onPress={remove}>
            {t(busy ? `${kind}.running` : `${kind}.go`)}
          </ActionButton>
        </>
      }
    >
      <div className="db stack">
        <p>{t(`${kind}.text`)}</p>
        <dl className="kv">
          {onPlatform && onPlatform.fileName !== name && (
            <>
              <dt>{t("nameThere")}</dt>
              <dd>
                <SafeText text={onPlatform.fileName} />
              </dd>
            </>
          )}
          <dt>{t("columns.usedBy")}</dt>
          <dd>
            <FileUsers row={row} root={`/c/${connection}`} />
          </dd>
        </dl>
        {onPlatform && uses.length > 0 && <p className="soft">{t("delete.used")}</p>}
        {fault && <ProblemCard title={t(`${kind}.failed`)} error={fault} />}
      </div>
    </Dialog>
  );
}

function useRemoval(connection: string, row: FileRow, onDone: () => void) {
  const t = useTranslations("files");
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiError | null>(null);
  const { name, onPlatform } = row;
  const draftId = row.draft?.draftId ?? null;
  const act = async () => {
    if (onPlatform) return deleteFileNow(connection, onPlatform.fileId);
    if (draftId !== null) await deleteDraftFileNow(connection, draftId);
  };
  const remove = async () => {
    setBusy(true);
    setFault(null);
    const error = await act().then(() => null, asApiError);
    void queryClient.invalidateQueries({ queryKey: fileKeys.list(connection) });
    if (!onPlatform && draftId !== null) {
      void queryClient.invalidateQueries({ queryKey: draftKeys.one(connection, draftId) });
    }
    setBusy(false);
    // Its hour may have ended while the question stood there.
    const isGone = onPlatform !== null && error?.code === "not_found";
    if (error && !isGone) return setFault(error);
    showToast({
      text: t(onPlatform ? "delete.done" : "takeOut.done", { name }),
      ...{ icon: "check", tone: "success" },
    });
    onDone();
  };
  return { busy, fault, remove: () => void remove() };
}
