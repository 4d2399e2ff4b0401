import type { TaskAct } from "@/lib/client/act-on-task";
import type { IconName } from "../ui/icons";

export const actIcons: Readonly<Record<TaskAct, IconName>> = {
  retry: "retry",
  stop: "stop",
  confirm: "check",
  rerun: "clone",
  delete: "trash",
};
