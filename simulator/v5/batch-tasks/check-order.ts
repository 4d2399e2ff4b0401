import type { TaskOrder } from "../../engine/task-record";
import { packageIds } from "../../engine/upgrade-attempt";
import { DEFAULT_APP_ID, findPackage, findProduct } from "../../fleet/catalogue";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { isUpgrade, ruleOf, type TaskTypeRule } from "../../task-types";
import { parseCompactTime } from "../../utc-time";
import type { World } from "../../world";
import { requireFile } from "../batch-files/stored-files";
import { parseBody } from "../parse-body";
import { requireSpace } from "../platform";
import { checkStrictly } from "./check-strictly";
import type { CreateBody } from "./create-body";
import { DOCUMENTS } from "./documents";

export type CheckedOrder = { order: TaskOrder; startAt?: number };

/** Checks a body against its task type (sheet §6.2, §6.3, §9); `now` is platform ms, to which the world is settled. */
export function checkOrder(world: World, body: CreateBody, now: number): CheckedOrder {
  const rule = ruleOf(body.task_type);
  if (!rule) throw invalid("task_type is not valid.");
  checkStrictly(world.modes, body);
  const { appId } = requireSpace(body.app_id || DEFAULT_APP_ID);
  checkUpgradeFields(body);
  checkDocument(body, rule, appId);
  const startAt = checkSchedule(body.task_policy?.schedule_time, now);
  const order: TaskOrder = {
    appId,
    name: body.task_name,
    type: body.task_type,
    mode: body.task_mode,
    needConfirm: body.need_confirm,
    extInfo: body.task_ext_info,
    ...chooseTargets(world, body, rule),
    document: body.document,
    policy: body.task_policy,
  };
  return { order, startAt };
}

/** Of targets, filter and file the first that the type takes counts, the rest is ignored (sheet §6.3). */
function chooseTargets(
  world: World,
  body: CreateBody,
  rule: TaskTypeRule,
): Pick<TaskOrder, "targets" | "groupIds" | "fileId"> {
  if (rule.takesTargets && body.targets) return { targets: body.targets };
  if (rule.takesTargets && body.targets_filter) return { groupIds: body.targets_filter.group_ids };
  if (rule.takesFile && body.document_source) return { fileId: requireFile(world, body.document_source).id };
  throw invalid("the task has no targets its type takes.");
}

function checkUpgradeFields(body: CreateBody): void {
  if (isUpgrade(body.task_type)) return;
  if (body.task_mode !== undefined) throw invalid("task_mode is for upgrades only.");
  if (body.need_confirm !== undefined) throw invalid("need_confirm is for upgrades only.");
  if (body.task_ext_info !== undefined) throw invalid("task_ext_info is for upgrades only.");
}

function checkDocument({ document, task_type }: CreateBody, rule: TaskTypeRule, appId: string): void {
  if (rule.document === "none") {
    if (document) throw invalid("the task type takes no document.");
    return;
  }
  if (!document) throw invalid("document is missing.");
  parseBody(DOCUMENTS[rule.document], document);
  if (!rule.packageType) return;
  if (task_type === "moduleUpgrade" && !document.package_ids)
    throw invalid("moduleUpgrade takes package_ids.");
  for (const id of packageIds(document)) {
    const found = findPackage(id);
    const inSpace = found && findProduct(found.productId)?.appId === appId;
    if (!inSpace) throw invalid(`the package ${id} does not exist.`);
    if (found.type !== rule.packageType) throw invalid(`the package ${id} is not a ${rule.packageType}.`);
  }
}

function checkSchedule(text: string | undefined, now: number): number | undefined {
  const startAt = text === undefined ? undefined : parseCompactTime(text);
  if (startAt === undefined) return undefined;
  if (startAt < Math.floor(now / 1000) * 1000) throw invalid("schedule_time is in the past.");
  if (startAt > now + LIMITS.scheduleAheadMs) throw invalid("schedule_time is more than 7 days ahead.");
  return startAt;
}

function invalid(detail: string): PlatformRefusal {
  return new PlatformRefusal("IOTDA.000006", detail);
}
