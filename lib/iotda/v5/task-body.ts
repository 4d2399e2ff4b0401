import type { JsonObject } from "@/lib/contracts/json";
import type { TaskPolicy } from "@/lib/contracts/tasks";
import type { TaskDraft } from "@/lib/domain/platform-task";
import { formatPlatformTime } from "./times";

/** The body of a create (sheet §6.3); what is null is left out. */
export function toTaskBody(draft: TaskDraft): JsonObject {
  return withoutNulls({
    app_id: draft.appId,
    task_name: draft.name,
    task_type: draft.type,
    task_mode: draft.mode,
    need_confirm: draft.needConfirm,
    task_ext_info: draft.extInfo,
    ...(draft.targets.kind === "list"
      ? { targets: draft.targets.ids }
      : { targets_filter: { group_ids: draft.targets.groupIds } }),
    document: draft.document,
    task_policy: toPolicyBody(draft.policy),
  });
}

function toPolicyBody(policy: TaskPolicy): JsonObject | null {
  const body = withoutNulls({
    schedule_time: policy.scheduleTime === null ? null : formatPlatformTime(policy.scheduleTime),
    retry_count: policy.retryCount,
    retry_interval: policy.retryIntervalMinutes,
  });
  return Object.keys(body).length === 0 ? null : body;
}

/** Only the outer level: a null inside a document is the sender's own (sheet §9.5). */
function withoutNulls(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
