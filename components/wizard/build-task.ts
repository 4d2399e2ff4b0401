import type { z } from "zod";
import type { CreateTask, TargetListInput } from "@/lib/contracts/create-task";
import { JsonObject } from "@/lib/contracts/json";
import { formatCompactUtc } from "../time/format-time";
import type { WizardDraft } from "./draft";
import { readStart } from "./start-time";
import { readExtInfo } from "./validate-draft";

/** What the form makes: it takes devices by their ids. */
export type ListTask = Omit<CreateTask, "targets"> & { targets: z.infer<typeof TargetListInput> };

/** The request a valid draft makes; null while something is missing. */
export function buildTask(draft: WizardDraft, zone: string, now: Date): ListTask | null {
  const start = draft.start === "set" ? readStart(draft, zone, now) : null;
  if (!draft.type || !draft.package || !draft.targets || (start && start.kind !== "good")) return null;
  const info = readExtInfo(draft.extInfo);
  const policy = {
    ...(start ? { scheduleTime: start.at.toISOString() } : {}),
    ...(draft.retry
      ? { retryCount: draft.retryCount, retryIntervalMinutes: Number(draft.retryMinutes) }
      : {}),
  };
  return {
    name: draft.name,
    type: draft.type,
    ...(draft.appId ? { appId: draft.appId } : {}),
    ...(draft.gatewayMode ? { mode: "GATEWAY" } : {}),
    ...(info ? { extInfo: JsonObject.parse(info) } : {}),
    ...(draft.start === "confirmed" ? { needConfirm: true } : {}),
    targets: { kind: "list", ids: draft.targets.ids },
    document: { package_id: draft.package.packageId },
    ...(Object.keys(policy).length > 0 ? { policy } : {}),
  };
}

/** The same in the platform's own words, as it will be sent (sheet §6.3); `mostIds` shortens the list for eyes. */
export function toPlatformRequest(task: ListTask, mostIds = Number.POSITIVE_INFINITY): JsonObject {
  const { policy, targets } = task;
  const taskPolicy = {
    ...(policy?.scheduleTime ? { schedule_time: formatCompactUtc(new Date(policy.scheduleTime)) } : {}),
    ...(policy?.retryCount === undefined ? {} : { retry_count: policy.retryCount }),
    ...(policy?.retryIntervalMinutes === undefined ? {} : { retry_interval: policy.retryIntervalMinutes }),
  };
  return {
    ...(task.appId ? { app_id: task.appId } : {}),
    task_name: task.name,
    task_type: task.type,
    ...(task.mode ? { task_mode: task.mode } : {}),
    ...(task.needConfirm === undefined ? {} : { need_confirm: task.needConfirm }),
    ...(task.extInfo ? { task_ext_info: task.extInfo } : {}),
    targets: targets.ids.slice(0, mostIds),
    ...(task.document ? { document: task.document } : {}),
    ...(Object.keys(taskPolicy).length > 0 ? { task_policy: taskPolicy } : {}),
  };
}
