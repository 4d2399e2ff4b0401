import type { CreateTask } from "@/lib/contracts/create-task";
import type { JsonObject } from "@/lib/contracts/json";
import type { IconName } from "../../ui/icons";
import { holdFor, isHeld } from "./confirmation";
import type { Reviewed } from "./read-reviewed";

/** One thing to know before it is sent: the text is `undo.{key}`. */
export interface Consequence {
  key: ConsequenceKey;
  icon: IconName;
  values?: Record<string, string | number>;
}

export type ConsequenceKey =
  | "version"
  | "deleted"
  | "frozen"
  | "directOnly"
  | "unfrozen"
  | "registered"
  | "overwritten"
  | "commandNow"
  | "commandCached"
  | "commandAtOnce"
  | "messageCached"
  | "messageUncached"
  | "sameMessageId"
  | "shadowSets"
  | "shadowDeletes"
  | "shadowClears"
  | "legacyCommand"
  | "timeout"
  | "stoppable"
  | "notStoppable"
  | "membership"
  | "platformPicks"
  | "fileNow"
  | "xlsUnchecked"
  | "schedule"
  | "scheduleFinal"
  | "confirmed"
  | "retry"
  | "hold";

/** What will have happened and what cannot be taken back, for exactly this task; the gravest first. */
export function consequencesOf(reviewed: Reviewed): Consequence[] {
  const hold: Consequence = { key: "hold", icon: "history", values: { seconds: holdFor } };
  return [
    ...ofType(reviewed),
    ...ofTargets(reviewed),
    ...ofPolicy(reviewed),
    ...(isHeld(reviewed.type) ? [hold] : []),
  ];
}

function ofType({ spoken, type, task }: Reviewed): Consequence[] {
  const document = task.document ?? {};
  const stop: Consequence = { key: type.stoppable ? "stoppable" : "notStoppable", icon: "stop" };
  switch (spoken) {
    case "firmwareUpgrade":
    case "softwareUpgrade":
    case "moduleUpgrade":
      return [{ key: "version", icon: "bolt" }, stop];
    case "deleteDevices":
      return [{ key: "deleted", icon: "bolt" }, stop];
    case "freezeDevices":
      // Sheet §9.6: children are refused.
      return [{ key: "frozen", icon: "bolt" }, { key: "directOnly", icon: "warn" }, stop];
    case "unfreezeDevices":
      return [{ key: "unfrozen", icon: "bolt" }, stop];
    case "createDevices":
      return [{ key: "registered", icon: "bolt" }, stop];
    case "updateDevices":
      return [{ key: "overwritten", icon: "bolt" }, stop];
    case "createCommands":
      return [{ key: "commandNow", icon: "bolt" }, stop];
    case "createAsyncCommands":
      return [commandCache(document), stop];
    case "createMessages":
      return [...messageCache(document), stop];
    case "updateDeviceShadows":
      return [...shadowChanges(document), stop];
    case "DeviceCmd":
      return [{ key: "legacyCommand", icon: "bolt" }, ...timeLimit(task), stop];
  }
}

const dayInSeconds = 86_400;

/** Sheet §9.3: without a strategy it is kept; 0 or no end means a day. */
function commandCache({ send_strategy, expire_time }: JsonObject): Consequence {
  if (send_strategy === "immediately") return { key: "commandAtOnce", icon: "bolt" };
  const seconds = typeof expire_time === "number" && expire_time > 0 ? expire_time : dayInSeconds;
  return { key: "commandCached", icon: "bolt", values: { seconds } };
}

/** Sheet §9.4: kept for a day unless a time is given; 0 keeps nothing. */
function messageCache({ ttl, message_id }: JsonObject): Consequence[] {
  const minutes = typeof ttl === "number" ? ttl : 1440;
  const kept: Consequence =
    minutes === 0
      ? { key: "messageUncached", icon: "bolt" }
      : { key: "messageCached", icon: "bolt", values: { minutes } };
  return message_id === undefined ? [kept] : [kept, { key: "sameMessageId", icon: "warn" }];
}

/** Sheet §9.5: null deletes one property, `{}` clears all that is desired of a service. */
function shadowChanges({ shadow }: JsonObject): Consequence[] {
  const blocks = (Array.isArray(shadow) ? shadow : []).filter(isObject);
  const cleared = blocks.filter(({ desired }) => isObject(desired) && Object.keys(desired).length === 0);
  const deleted = blocks.flatMap(({ desired }) =>
    isObject(desired) ? Object.keys(desired).filter((key) => desired[key] === null) : [],
  );
  return [
    { key: "shadowSets", icon: "bolt" },
    ...listed("shadowDeletes", deleted),
    ...listed(
      "shadowClears",
      cleared.map(({ service_id }) => String(service_id)),
    ),
  ];
}

function listed(key: "shadowDeletes" | "shadowClears", names: readonly string[]): Consequence[] {
  if (names.length === 0) return [];
  const few = names.slice(0, 5);
  return [{ key, icon: "warn", values: { names: few.join(", "), more: names.length - few.length } }];
}

function timeLimit({ timeoutMinutes }: CreateTask): Consequence[] {
  return timeoutMinutes === undefined
    ? []
    : [{ key: "timeout", icon: "waiting", values: { minutes: timeoutMinutes } }];
}

function ofTargets({ source, draft }: Reviewed): Consequence[] {
  if (source === "list") return [];
  if (source === "groups" || source === "groupNames") return [{ key: "membership", icon: "group" }];
  if (source !== "file") return [{ key: "platformPicks", icon: "group" }];
  // Sheet §7: files vanish after an hour.
  const now: Consequence = { key: "fileNow", icon: "upload" };
  return draft.file?.checked === false ? [now, { key: "xlsUnchecked", icon: "warn" }] : [now];
}

function ofPolicy({ type, task: { policy, needConfirm } }: Reviewed): Consequence[] {
  const { scheduleTime, retryCount, retryIntervalMinutes: minutes = 0 } = policy ?? {};
  const found: Consequence[] = [];
  if (scheduleTime !== undefined)
    found.push({ key: type.stoppable ? "schedule" : "scheduleFinal", icon: "calendar" });
  if (needConfirm) found.push({ key: "confirmed", icon: "user" });
  if (retryCount !== undefined)
    found.push({ key: "retry", icon: "retry", values: { count: retryCount, minutes } });
  return found;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
