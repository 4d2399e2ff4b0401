"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import { archiveConnection } from "@/lib/client/connection-queries";
import { faultOf } from "@/lib/client/step-up";
import type { Connection } from "@/lib/contracts/connections";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { ProblemCard } from "../ui/problem-details";

interface ArchiveDialogProps {
  connection: Connection;
  onArchived: () => void;
  onClose: () => void;
}

/** Says what stays and what is forgotten before a connection is archived. */
export function ArchiveDialog({ connection, onArchived, onClose }: ArchiveDialogProps) {
  const t = useTranslations("settings");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiError | null>(null);
  const archive = async () => {
    setBusy(true);
    setFault(null);
    try {
      await archiveConnection(connection.slug);
      onArchived();
    } catch (error) {
      setFault(faultOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      role="alertdialog"
      title={t("archive.title", { name: connection.name })}
      onClose={onClose}
      footer={
        <>
          <ActionButton safe onPress={onClose}>
            {t("cancel")}
          </ActionButton>
          <ActionButton className="danger" busy={busy} onPress={() => void archive()}>
            {t(busy ? "archive.running" : "archive.go")}
          </ActionButton>
        </>
      }
    >
      <div className="db">
        <dl className="kv loose">
          <dt>{t("archive.stays")}</dt>
          <dd>{t("archive.staysText")}</dd>
          <dt>{t("archive.ends")}</dt>
          <dd>{t("archive.endsText")}</dd>
          <dt>{t("archive.forgotten")}</dt>
          <dd>{t("archive.forgottenText")}</dd>
        </dl>
        {fault && <ProblemCard title={t("archive.failed")} error={fault} />}
      </div>
    </Dialog>
  );
}
