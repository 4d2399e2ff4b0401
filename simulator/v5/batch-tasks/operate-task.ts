import type { TargetResult } from "../../engine/task-operations";
import { isFinal, type TaskRecord, type TaskStatus } from "../../engine/task-record";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { describeRefusal, PlatformRefusal, type RefusalCode } from "../../refusals";
import { ruleOf } from "../../task-types";
import { parseBody } from "../parse-body";
import type { Platform } from "../platform";
import { TargetsBody } from "./create-body";
import { requireTask } from "./require-task";

type Operation = "retry" | "stop" | "confirm";

/** States each operation is allowed in, and the code of the refusal (sheet §6.7 to §6.9, §10.1). */
const ALLOWED: Record<Operation, { states: readonly TaskStatus[]; refusal: RefusalCode }> = {
  retry: { states: ["Processing", "Fail", "PartialSuccess"], refusal: "IOTDA.014218" },
  stop: { states: ["Initializing", "Waitting", "Processing"], refusal: "IOTDA.014217" },
  confirm: { states: ["Initializing", "Waitting", "Processing"], refusal: "IOTDA.014217" },
};

/** RetryBatchTask, StopBatchTask, ConfirmBatchTask: a bad target does not fail the call. */
export function operateBatchTask(operation: Operation) {
  return (platform: Platform, call: PlatformCall): Answer => {
    const { targets } = parseBody(TargetsBody, call.body());
    const at = platform.world.settle();
    const task = requireTask(platform.world, call.params.taskId);
    checkOperation(task, operation);
    const command = { kind: operation, at, taskId: task.id, targets };
    platform.record(command);
    return json(200, { targets: platform.world.operate(command).map(resultJson) });
  };
}

/** DeleteBatchTask (sheet §6.10): only what is finished. */
export function deleteBatchTask(platform: Platform, call: PlatformCall): Answer {
  const at = platform.world.settle();
  const task = requireTask(platform.world, call.params.taskId);
  if (!isFinal(task.status)) throw new PlatformRefusal("IOTDA.014221");
  const command = { kind: "delete", at, taskId: task.id } as const;
  platform.record(command);
  platform.world.apply(command);
  return { status: 204 };
}

function checkOperation(task: TaskRecord, operation: Operation): void {
  const rule = ruleOf(task.order.type);
  const supported = operation === "confirm" ? rule?.confirm : rule?.retryStop;
  if (!supported) throw new PlatformRefusal("IOTDA.014220");
  const { states, refusal } = ALLOWED[operation];
  if (!states.includes(task.status)) throw new PlatformRefusal(refusal);
  if (operation === "confirm" && !task.order.needConfirm) throw new PlatformRefusal(refusal);
}

function resultJson({ target, refused }: TargetResult) {
  if (!refused) return { target, status: "success" };
  return { target, status: "failure", error_code: refused, error_msg: describeRefusal(refused).message };
}
