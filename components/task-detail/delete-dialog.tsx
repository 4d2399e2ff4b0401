"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { ReasonInput } from "../ui/reason-input";
import { ActDialog } from "./act-dialog";
import { actOnAll } from "./act-request";
import { Consequences } from "./consequences";
import type { Acts } from "./use-acts";

/** The platform forgets a task for good; what Muster has seen of it stays (sheet §6.10). */
export function DeleteDialog({ task, acts }: { task: Task; acts: Acts }) {
  const t = useTranslations("acts");
  const [reason, setReason] = useState("");
  const count = task.progress.total;
  const given = reason.trim();
  return (
    <ActDialog
      {...{ task, acts, count }}
      act="delete"
      danger
      strict
      button={t("delete.button", { count })}
      hindrance={given === "" ? t("reason.needed") : null}
      make={() => ({ ...actOnAll("delete", count), written: { reason: given } })}
    >
      <p>{t("delete.text")}</p>
      <Consequences
        lines={[
          { key: "gone", kind: "ends", text: t("delete.gone", { count }) },
          { key: "devices", kind: "stays", text: t("delete.devices") },
          { key: "copy", kind: "stays", text: t("delete.copy") },
          { key: "held", kind: "warning", text: t("held") },
        ]}
      />
      <ReasonInput
        id="delete-reason"
        reason={reason}
        onReason={setReason}
        label={t("reason.label")}
        hint={t("delete.reasonHint")}
        required
        busy={acts.sending}
      />
    </ActDialog>
  );
}
