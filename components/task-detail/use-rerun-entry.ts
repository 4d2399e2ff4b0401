import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import type { MenuEntry } from "../ui/menu-panel";
import { useFormatNumber } from "../ui/use-format";
import { countFailed } from "./task-counts";
import type { Acts } from "./use-acts";
import { elsewhere, useHindrance } from "./use-hindrance";

/** A new task for what failed, as an entry of a menu. */
export function useRerunEntry(task: Task, acts: Acts): MenuEntry {
  const t = useTranslations("acts");
  const number = useFormatNumber();
  const hindrance = useHindrance(task)("rerun");
  const tab = elsewhere(task, "rerun", acts.embedded);
  return {
    ...{ kind: "item", key: "rerun", icon: "clone", text: t("rerun.short") },
    count: number(countFailed(task)),
    ...(tab === null
      ? {
          hindrance: hindrance ?? undefined,
          onSelect: () => acts.ask({ kind: "rerun", request: null }),
        }
      : { href: tab, newTab: true, note: t("newTab") }),
  };
}
