import type { ConnectionCheck } from "@/lib/contracts/save-connection";
import { permissionFor } from "@/lib/domain/iam-actions";
import type { TaskDraft } from "@/lib/domain/platform-task";
import type { CallOptions } from "@/lib/iotda/call-options";
import type { Platform } from "@/lib/iotda/platform";
import { makeCheck } from "./check";
import { isAboutRights, isRefusal } from "./judge-failure";

/** No task, file or device has these: they are only asked about to hear whether one may ask. */
const noTask = "000000000000000000000000";
const nothing = "muster-permission-probe";

/** The platform knows no such type, so nothing can come of it. */
const impossible: TaskDraft = {
  name: "muster_permission_probe",
  type: "musterPermissionProbe",
  appId: null,
  mode: null,
  extInfo: null,
  needConfirm: null,
  targets: { kind: "list", ids: [nothing] },
  document: null,
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  legacy: null,
};

type Probe = (platform: Platform, options: CallOptions) => Promise<unknown>;

interface Question {
  /** The sheet's name, §3.3. */
  operation: string;
  /** Null: asking would leave a trace. */
  probe: Probe | null;
  /** Asked about nothing that exists; not asked at all on a connection that is read only. */
  writes: boolean;
}

const read = (operation: string, probe: Probe): Question => ({ operation, probe, writes: false });
const write = (operation: string, probe: Probe | null): Question => ({ operation, probe, writes: true });

const questions: readonly Question[] = [
  read("ListBatchTasks", (platform, options) =>
    platform.listTasks({ type: "softwareUpgrade", limit: 1 }, options),
  ),
  read("ShowBatchTask", (platform, options) => platform.showTask({ taskId: noTask, limit: 1 }, options)),
  write("CreateBatchTask", (platform, options) => platform.createTask(impossible, options)),
  write("RetryBatchTask", (platform, options) => platform.retryTask(noTask, [nothing], options)),
  write("StopBatchTask", (platform, options) => platform.stopTask(noTask, [nothing], options)),
  write("ConfirmBatchTask", (platform, options) => platform.confirmTask(noTask, [nothing], options)),
  write("DeleteBatchTask", (platform, options) => platform.deleteTask(noTask, options)),
  write("DeleteBatchTaskFile", (platform, options) => platform.deleteFile(nothing, options)),
  read("ListExportTasks", (platform, options) => platform.listExports({ limit: 1 }, options)),
  write("UploadBatchTaskFile", null),
  write("CreateExportTask", null),
];

/** One check for each IAM action: any answer but a refusal for want of rights says that one has them. */
export async function probePermissions(
  { platform, readOnly }: { platform: Platform; readOnly: boolean },
  options: CallOptions,
): Promise<ConnectionCheck[]> {
  const checks: ConnectionCheck[] = [];
  for (const { operation, probe, writes } of questions) {
    const action = permissionFor(operation) ?? operation;
    if (writes && readOnly) {
      checks.push(makeCheck("permission", "unknown", "permission_read_only", { action }));
    } else if (probe === null)
      checks.push(makeCheck("permission", "unknown", "permission_unasked", { action }));
    else checks.push(await ask(() => probe(platform, options), action));
  }
  return checks;
}

async function ask(call: () => Promise<unknown>, action: string): Promise<ConnectionCheck> {
  try {
    await call();
  } catch (error) {
    if (isAboutRights(error)) {
      return makeCheck("permission", "failed", "permission_missing", { action, values: { action }, error });
    }
    if (!isRefusal(error)) return makeCheck("permission", "unknown", "not_reached", { action, error });
  }
  return makeCheck("permission", "ok", "permission_granted", { action });
}
