import type { Capabilities, Capability } from "@/lib/contracts/tasks";
import { findTaskType } from "./task-types";

/** Why an action is off; texts are `capability.{reason}` in the catalogues, the English one goes into problems. */
export const capabilityReasons = {
  type_without_retry: "The platform retries only software and firmware upgrades.",
  type_without_stop: "The platform stops only software and firmware upgrades.",
  type_without_confirm: "Only upgrades created with confirmation wait for one.",
  not_retryable_now: "The platform retries only running, failed or partly succeeded upgrade tasks.",
  already_finished: "The task has already finished.",
  already_stopping: "The task is already stopping.",
  not_finished: "Possible after the task has finished or been stopped.",
  not_in_legacy_api: "The legacy API has no call for this.",
  deleted: "The platform no longer has this task.",
  unreachable: "Needs a live connection to the platform.",
  archived: "This connection is archived and read only.",
  read_only: "This connection is set to read only.",
  nothing_failed: "Nothing has failed.",
  frozen: "This is a frozen view: nothing is done from here.",
  no_permission: "Needs the role operator on this connection; an administrator can give it.",
  outside_frames: "This is done outside of frames: open the task in a tab of its own.",
  type_not_creatable: "Tasks of this type cannot be created here.",
  document_unknown: "The platform did not tell what this task was made with.",
  workbook_missing: "The workbook of this task is not kept here, or not any more.",
  workbook_xls: "Only an .xlsx workbook can be cut to the chosen devices.",
} as const;
export type CapabilityReason = keyof typeof capabilityReasons;

export interface CapabilityFacts {
  type: string;
  status: string;
  needConfirm: boolean | null;
  /** Subtasks that ended without success, or wait after a failure, from the counters. */
  unsuccessful: number;
  /** Why it cannot be made once more, whatever its subtasks (`findRerunObstacle`); null when it can. */
  rerunObstacle: CapabilityReason | null;
  deleted: boolean;
  unreachable: boolean;
  archived: boolean;
  /** The connection is set to send nothing that changes the platform. */
  readOnly: boolean;
  mayChange: boolean;
  /** What cannot be undone, outside of frames. */
  mayDoIrreversible: boolean;
  /** In a frame nothing is done that cannot be undone (security.md S3.4). */
  framed: boolean;
}

const allowed: Capability = { allowed: true };
const refuse = (reason: CapabilityReason): Capability => ({ allowed: false, reason });

const retryStates = new Set(["Processing", "Fail", "PartialSuccess"]);
const stopStates = new Set(["Initializing", "Waitting", "Processing"]);
const deleteStates = new Set(["Success", "Fail", "PartialSuccess", "Stopped"]);

/** What may be done to a task now, and why not (sheet §10.1 table of operations by state). */
export function describeCapabilities(facts: CapabilityFacts): Capabilities {
  const type = findTaskType(facts.type);
  const isLegacy = type?.platform === "na";
  const check = (refused: Capability | undefined, own: () => Capability): Capability =>
    refused ?? refuseHere(facts) ?? (isLegacy ? refuse("not_in_legacy_api") : own());
  const change = facts.mayChange ? undefined : refuse("no_permission");
  return {
    retry: check(change, () => {
      if (!type?.retryable) return refuse("type_without_retry");
      return retryStates.has(facts.status) ? allowed : refuse("not_retryable_now");
    }),
    stop: check(change, () => {
      if (!type?.stoppable) return refuse("type_without_stop");
      if (facts.status === "Stopping") return refuse("already_stopping");
      return stopStates.has(facts.status) ? allowed : refuse("already_finished");
    }),
    confirm: check(change, () => {
      if (!type?.confirmable || facts.needConfirm !== true) return refuse("type_without_confirm");
      if (facts.status === "Stopping") return refuse("already_stopping");
      return stopStates.has(facts.status) ? allowed : refuse("already_finished");
    }),
    delete: check(refuseIrreversible(facts), () =>
      deleteStates.has(facts.status) ? allowed : refuse("not_finished"),
    ),
    rerun: rerunCapability(facts, type?.irreversible ?? false),
  };
}

function refuseHere(facts: CapabilityFacts): Capability | undefined {
  if (facts.archived) return refuse("archived");
  if (facts.readOnly) return refuse("read_only");
  if (facts.deleted) return refuse("deleted");
  if (facts.unreachable) return refuse("unreachable");
  return undefined;
}

function refuseIrreversible(facts: CapabilityFacts): Capability | undefined {
  if (!facts.mayDoIrreversible) return refuse("no_permission");
  return facts.framed ? refuse("outside_frames") : undefined;
}

/** A re-run is a new task, so a deleted original does not forbid it. */
function rerunCapability(facts: CapabilityFacts, irreversible: boolean): Capability {
  if (!facts.mayChange) return refuse("no_permission");
  if (facts.archived) return refuse("archived");
  if (facts.readOnly) return refuse("read_only");
  const refused = irreversible ? refuseIrreversible(facts) : undefined;
  if (refused) return refused;
  if (facts.unsuccessful === 0) return refuse("nothing_failed");
  return facts.rerunObstacle === null ? allowed : refuse(facts.rerunObstacle);
}
