import type { Progress } from "@/lib/contracts/tasks";
import type { PlatformSubtask, PlatformTargetResult, PlatformTask } from "@/lib/domain/platform-task";
import { cleanText } from "../platform-text";
import { listOrNull, objectOrNull, textOrNull } from "../wire/mapped-values";
import type { ApiProgress, ApiTargetResults, ApiTask, ApiTaskDetail } from "./api-tasks";
import { maskQuoted, type SplitOutput, splitOutput } from "./mask-output";

/** The one type whose outputs hold device secrets. */
const secretType = "createDevices";

export function toTask(api: ApiTask): PlatformTask {
  const status = cleanText(api.status);
  return {
    taskId: cleanText(api.task_id),
    name: cleanText(api.task_name),
    type: cleanText(api.task_type),
    status,
    platformStatus: status,
    statusDescription: textOrNull(api.status_desc),
    mode: textOrNull(api.task_mode),
    extInfo: objectOrNull(api.task_ext_info),
    needConfirm: api.need_confirm ?? null,
    targets: listOrNull(api.targets),
    groupIds: listOrNull(api.targets_filter?.group_ids),
    fileId: textOrNull(api.document_source),
    document: objectOrNull(api.document),
    policy: {
      scheduleTime: api.task_policy?.schedule_time ?? null,
      retryCount: api.task_policy?.retry_count ?? null,
      retryIntervalMinutes: api.task_policy?.retry_interval ?? null,
    },
    progress: api.task_progress ? toProgress(api.task_progress) : null,
    createdAt: api.create_time,
    operator: null,
    timeoutMinutes: null,
    tags: null,
    criteria: null,
  };
}

/** A counter left out is 0 (sheet §6.1); v5 has no timeouts of its own. */
function toProgress(api: ApiProgress): Progress {
  return {
    total: api.total ?? 0,
    waiting: api.waitting ?? 0,
    processing: api.processing ?? 0,
    success: api.success ?? 0,
    fail: api.fail ?? 0,
    failWaitRetry: api.fail_wait_retry ?? 0,
    stopped: api.stopped ?? 0,
    removed: api.removed ?? 0,
    timeout: 0,
  };
}

/** One subtask of a task of `taskType`, on which it depends whether its output may be shown. */
export function toSubtask(api: ApiTaskDetail, taskType: string): PlatformSubtask {
  const status = cleanText(api.status);
  const isSecret = taskType === secretType;
  const { shown, hidden } = readOutput(api, isSecret);
  const message = textOrNull(api.error?.error_msg);
  return {
    target: cleanText(api.target),
    status,
    platformStatus: status,
    output: shown,
    errorCode: textOrNull(api.error?.error_code),
    errorMessage: message !== null && isSecret ? maskQuoted(message) : message,
    commandId: null,
    ...(hidden ? { secrets: hidden } : {}),
  };
}

function readOutput(
  api: ApiTaskDetail,
  isSecret: boolean,
): SplitOutput | { shown: string | null; hidden: null } {
  const output = textOrNull(api.output);
  return output !== null && isSecret ? splitOutput(output) : { shown: output, hidden: null };
}

/** Anything the platform does not call a success counts as a failure. */
export function toTargetResults(api: ApiTargetResults): PlatformTargetResult[] {
  return (api.targets ?? []).map((row) => ({
    target: cleanText(row.target),
    status: row.status === "success" ? "success" : "failure",
    errorCode: textOrNull(row.error_code),
    errorMessage: textOrNull(row.error_msg),
  }));
}
