"use client";

import { useTranslations } from "use-intl";
import type { CauseCount } from "@/lib/contracts/subtasks";
import { ChipFilter } from "../ui/chip-filter";

interface CauseFilterProps {
  causes: readonly CauseCount[];
  chosen: readonly string[];
  onChange: (causes: string[]) => void;
}

/** The causes of failure of a task, to filter its rows by. */
export function CauseFilter({ causes, chosen, onChange }: CauseFilterProps) {
  const t = useTranslations("task");
  return (
    <ChipFilter
      first
      label={t("cause")}
      options={causes.map((cause) => ({
        value: cause.cause,
        text: cause.message ?? cause.code ?? t("noCause"),
        count: cause.count,
      }))}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
