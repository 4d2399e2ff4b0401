"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { ActDialog } from "./act-dialog";
import { actOnAll } from "./act-request";
import { Consequences } from "./consequences";
import type { Acts } from "./use-acts";

/** The platform forgets a task for good; what Muster has seen of it stays (sheet §6.10). */
export function DeleteDialog({ task, acts }: { task: Task; acts: Acts }) {
  const t = useTranslations("acts");
  const count = task.progress.total;
  return (
    <ActDialog
      {...{ task, acts, count }}
      act="delete"
      danger
      strict
      button={t("delete.button", { count })}
      hindrance={null}
      make={() => actOnAll("delete", count)}
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
    </ActDialog>
  );
}
