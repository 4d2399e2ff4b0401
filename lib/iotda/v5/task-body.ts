import type { JsonObject } from "@/lib/contracts/json";
import type { TaskPolicy } from "@/lib/contracts/tasks";
import type { DraftTargets, TaskDraft } from "@/lib/domain/platform-task";
import { AppError } from "@/lib/errors";
import { checkId } from "../wire/checks";
import { formatPlatformTime } from "../wire/times";
import { lengths } from "./limits";

/** The body of a create (sheet §6.3); what is null is left out. */
export function toTaskBody(draft: TaskDraft): JsonObject {
  return withoutNulls({
    app_id: draft.appId,
    task_name: draft.name,
    task_type: draft.type,
    task_mode: draft.mode,
    need_confirm: draft.needConfirm,
    task_ext_info: draft.extInfo,
    ...toTargetsBody(draft.targets),
    document: draft.document,
    task_policy: toPolicyBody(draft.policy),
  });
}

function toTargetsBody(targets: DraftTargets): JsonObject {
  switch (targets.kind) {
    case "list":
      return { targets: targets.ids };
    case "groups":
      return { targets_filter: { group_ids: targets.groupIds } };
    case "file":
      return { document_source: checkId(targets.fileId, "targets.fileId", lengths.fileId) };
    default:
      throw new AppError("invalid_input", "This platform takes devices, groups or a file.", {
        invalidParams: [{ path: "targets.kind", message: "must be one of: list, groups, file" }],
      });
  }
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
