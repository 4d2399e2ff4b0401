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
  no_permission: "Your role does not allow this.",
} as const;
export type CapabilityReason = keyof typeof capabilityReasons;

export interface CapabilityFacts {
  type: string;
  status: string;
  needConfirm: boolean | null;
  /** Subtasks that failed or were stopped, from the counters. */
  unsuccessful: number;
  deleted: boolean;
  unreachable: boolean;
  archived: boolean;
  /** The connection is set to send nothing that changes the platform. */
  readOnly: boolean;
  mayChange: boolean;
}

const allowed: Capability = { allowed: true };
const refuse = (reason: CapabilityReason): Capability => ({ allowed: false, reason });

const retryStates = new Set(["Processing", "Fail", "PartialSuccess"]);
const stopStates = new Set(["Initializing", "Waitting", "Processing"]);
const deleteStates = new Set(["Success", "Fail", "PartialSuccess", "Stopped"]);

/** What may be done to a task now, and why not (sheet §10.1 table of operations by state). */
export function describeCapabilities(facts: CapabilityFacts): Capabilities {
  const type = findTaskType(facts.type);
  const general = refuseAll(facts);
  const isLegacy = type?.platform === "na";
  const check = (own: () => Capability): Capability => {
    return general ?? (isLegacy ? refuse("not_in_legacy_api") : own());
  };
  return {
    retry: check(() => {
      if (!type?.retryable) return refuse("type_without_retry");
      return retryStates.has(facts.status) ? allowed : refuse("not_retryable_now");
    }),
    stop: check(() => {
      if (!type?.stoppable) return refuse("type_without_stop");
      if (facts.status === "Stopping") return refuse("already_stopping");
      return stopStates.has(facts.status) ? allowed : refuse("already_finished");
    }),
    confirm: check(() => {
      if (!type?.confirmable || facts.needConfirm !== true) return refuse("type_without_confirm");
      if (facts.status === "Stopping") return refuse("already_stopping");
      return stopStates.has(facts.status) ? allowed : refuse("already_finished");
    }),
    delete: check(() => (deleteStates.has(facts.status) ? allowed : refuse("not_finished"))),
    rerun: rerunCapability(facts),
  };
}

function refuseAll(facts: CapabilityFacts): Capability | undefined {
  if (!facts.mayChange) return refuse("no_permission");
  if (facts.archived) return refuse("archived");
  if (facts.readOnly) return refuse("read_only");
  if (facts.deleted) return refuse("deleted");
  if (facts.unreachable) return refuse("unreachable");
  return undefined;
}

/** A re-run is a new task, so a deleted original does not forbid it. */
function rerunCapability(facts: CapabilityFacts): Capability {
  if (!facts.mayChange) return refuse("no_permission");
  if (facts.archived) return refuse("archived");
  if (facts.readOnly) return refuse("read_only");
  return facts.unsuccessful > 0 ? allowed : refuse("nothing_failed");
}
