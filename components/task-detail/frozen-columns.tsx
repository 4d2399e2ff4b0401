"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { FrozenSubtask } from "@/lib/contracts/frozen";
import type { Column } from "../data-table/column";
import { StatusMark } from "../ui/status-pill";
import { useWords } from "../ui/use-words";
import { errorCell, useDeviceCell } from "./subtask-columns";

/** Of the columns of rows those that are kept. */
export function useFrozenColumns(): Column<FrozenSubtask>[] {
  const t = useTranslations("task");
  const word = useWords("status");
  const deviceCell = useDeviceCell();
  return useMemo(
    (): Column<FrozenSubtask>[] => [
      { key: "k-device", head: t("device"), cell: deviceCell },
      {
        key: "k-status",
        head: t("status"),
        cell: ({ status }) => <StatusMark status={status} form="bare" word={word(status)} />,
      },
      { key: "k-error", head: t("error"), cell: (row) => errorCell({ ...row, output: null }) },
    ],
    [t, word, deviceCell],
  );
}
