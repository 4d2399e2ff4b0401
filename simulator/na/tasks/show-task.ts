import type { Answer } from "../../http/answer";
import { toCompactTime } from "../../utc-time";
import { completeCount, LEGACY, legacyCount } from "../engine/legacy-rows";
import type { LegacyTask } from "../engine/legacy-task";
import type { NaCall, NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";
import { requireTask } from "./require-task";

/** `GET /iocm/app/batchtask/v1.1.0/tasks/{taskId}` (sheet §13.5); tags only when they are asked for. */
export function showLegacyTask(front: NaFront, call: NaCall): Answer {
  const select = call.query.raw("select");
  const known = front.platform.world.modes.isStrict("naSelect") ? ["tag"] : ["tag", "tags"];
  if (select && !known.includes(select)) throw new NaRefusal("100022", { detail: "select is not valid." });
  const task = requireTask(front, call, call.params.taskId ?? "");
  const shown = JSON.stringify(taskJson(task));
  const tags = select ? `,"tags":${JSON.stringify(task.order.tags)}` : "";
  // `param` is stored as text, so it is put in as it is instead of being parsed for every look at the task.
  return { status: 200, body: [shown.slice(0, -1), ',"param":', task.paramJson, tags, "}"] };
}

function taskJson({ id, order, rows, status, createdAt }: LegacyTask) {
  const successCnt = legacyCount(rows, LEGACY.success);
  const completeCnt = completeCount(rows);
  return {
    appId: order.appId,
    taskId: id,
    taskName: order.name,
    operator: "sandbox",
    taskFrom: "Northbound",
    taskType: "DeviceCmd",
    status,
    startTime: toCompactTime(createdAt),
    timeout: order.timeoutMinutes * 60,
    progress: perMille(completeCnt, rows.size),
    totalCnt: rows.size,
    successCnt,
    failCnt: legacyCount(rows, LEGACY.fail),
    timeoutCnt: legacyCount(rows, LEGACY.timeout),
    // Of those that timed out: the command never reached the device. The sheet does not define it.
    expiredCnt: rows.neverSent,
    completeCnt,
    successRate: perMille(successCnt, rows.size),
  };
}

/** Rounded down (sheet §13.5). */
function perMille(part: number, whole: number): number {
  return Math.floor((part * 1000) / whole);
}
