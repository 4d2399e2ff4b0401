"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { FrozenSubtask } from "@/lib/contracts/frozen";
import type { Column } from "../data-table/column";
import { StatusPill } from "../ui/status-pill";
import { DeviceCell, ErrorCell } from "./subtask-columns";

/** Of the columns of rows those that are kept. */
export function useFrozenColumns(): Column<FrozenSubtask>[] {
  const t = useTranslations("task");
  return useMemo(
    () => [
      { key: "k-device", head: t("device"), cell: (row) => <DeviceCell row={row} /> },
      { key: "k-status", head: t("status"), cell: (row) => <StatusPill status={row.status} form="bare" /> },
      { key: "k-error", head: t("error"), cell: (row) => <ErrorCell row={{ ...row, output: null }} /> },
    ],
    [t],
  );
}
