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

/** By the sheet's names of the operations, §3.3. Null: asking would leave a trace. */
const probes: readonly (readonly [operation: string, probe: Probe | null])[] = [
  [
    "ListBatchTasks",
    (platform, options) => platform.listTasks({ type: "softwareUpgrade", limit: 1 }, options),
  ],
  ["ShowBatchTask", (platform, options) => platform.showTask({ taskId: noTask, limit: 1 }, options)],
  ["CreateBatchTask", (platform, options) => platform.createTask(impossible, options)],
  ["RetryBatchTask", (platform, options) => platform.retryTask(noTask, [nothing], options)],
  ["StopBatchTask", (platform, options) => platform.stopTask(noTask, [nothing], options)],
  ["ConfirmBatchTask", (platform, options) => platform.confirmTask(noTask, [nothing], options)],
  ["DeleteBatchTask", (platform, options) => platform.deleteTask(noTask, options)],
  ["DeleteBatchTaskFile", (platform, options) => platform.deleteFile(nothing, options)],
  ["ListExportTasks", (platform, options) => platform.listExports({ limit: 1 }, options)],
  ["UploadBatchTaskFile", null],
  ["CreateExportTask", null],
];

/** One check for each IAM action: any answer but a refusal for want of rights says that one has them. */
export async function probePermissions(platform: Platform, options: CallOptions): Promise<ConnectionCheck[]> {
  const checks: ConnectionCheck[] = [];
  for (const [operation, probe] of probes) {
    const action = permissionFor(operation) ?? operation;
    if (probe === null) checks.push(makeCheck("permission", "unknown", "permission_unasked", { action }));
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
