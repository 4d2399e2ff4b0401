"use client";

import { useTranslations } from "use-intl";
import { groupIdsOf, linesOf } from "../build-task";
import type { Reviewed } from "./read-reviewed";

/** "1,284 devices", or as much as is known of them: for a button. */
export function useDevicesPhrase({ source, draft, count }: Reviewed): string {
  const t = useTranslations("review");
  if (count !== null) return t("devices.counted", { count });
  if (source === "groups") return t("devices.groups", { count: groupIdsOf(draft).length });
  if (source === "groupNames") return t("devices.groups", { count: linesOf(draft.groupNames).length });
  if (source === "broadcast") return t("devices.everyone");
  return t(source === "file" ? "devices.file" : "devices.matching");
}
