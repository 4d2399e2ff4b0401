"use client";

import { useTranslations } from "use-intl";
import type { SubtaskSort } from "@/lib/contracts/subtasks";
import { Icon } from "../ui/icon";

/** What a press gives: by device, the other way round, as first seen. */
const next: Record<SubtaskSort, SubtaskSort> = { seen: "device", device: "-device", "-device": "seen" };

interface DeviceHeadProps {
  sort: SubtaskSort;
  onSort: (sort: SubtaskSort) => void;
}

/** The head of the devices, by which the rows can be ordered; else they stand as they were first seen. */
export function DeviceHead({ sort, onSort }: DeviceHeadProps) {
  const t = useTranslations("task");
  return (
    <button
      type="button"
      className="sorthead"
      title={t(`table.order.${sort}`)}
      onClick={() => onSort(next[sort])}
    >
      {t("device")}
      <Icon
        name={sort === "seen" ? "updown" : "sortdown"}
        size="xs"
        className={sort === "device" ? "turned" : ""}
      />
    </button>
  );
}
