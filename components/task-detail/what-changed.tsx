"use client";

import { useTranslations } from "use-intl";
import { type ChangeSelection, mostSelected, type SubtaskChanges } from "@/lib/contracts/subtask-changes";
import { useWords } from "../ui/use-words";
import { ChangeTable } from "./change-table";

interface WhatChangedProps {
  changes: SubtaskChanges;
  busy: boolean;
  onOpen: (cell: Omit<ChangeSelection, "kind">) => void;
}

/** The answer: how many changed, then by status and by cause. */
export function WhatChanged({ changes, busy, onOpen }: WhatChangedProps) {
  const t = useTranslations("changes");
  const task = useTranslations("task");
  const status = useWords("status");
  const { span, devices, changed, byStatus, byCause, otherCauses, causes, snapshot } = changes;
  if (snapshot.rowsDroppedAt) return <p className="soft">{t("rowsDropped")}</p>;
  if (devices === 0) return <p className="soft">{t("nothing")}</p>;
  const named = new Map(causes.map(({ cause, code, message }) => [cause, message ?? code]));
  const open =
    (by: "status" | "cause") =>
    ({ was, is }: { was: string | null; is: string | null }) => {
      if (!busy) onOpen({ span, by, was, is });
    };
  return (
    <>
      <p role="status">{t("changed", { changed, devices })}</p>
      <ChangeTable
        title={t("byStatus")}
        cells={byStatus}
        nothing={t("notSeen")}
        nameOf={(word) => status(word) ?? word}
        most={mostSelected}
        onOpen={open("status")}
      />
      {byCause.length > 0 && (
        <ChangeTable
          title={t("byCause")}
          cells={byCause}
          nothing={t("notFailed")}
          nameOf={(cause) => named.get(cause) ?? task("noCause")}
          most={mostSelected}
          onOpen={open("cause")}
        />
      )}
      {otherCauses > 0 && <p className="soft">{t("otherCauses", { count: otherCauses })}</p>}
    </>
  );
}
