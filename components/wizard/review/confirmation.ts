import type { CreateTask } from "@/lib/contracts/create-task";
import { findTaskType, type TaskType } from "@/lib/domain/task-types";

/** What each type that can be sent does, as one verb: buttons, titles and the words to type are made of it. */
const verbs = {
  firmwareUpgrade: "upgrade",
  softwareUpgrade: "upgrade",
  moduleUpgrade: "upgrade",
  createCommands: "command",
  createAsyncCommands: "command",
  createMessages: "message",
  updateDeviceShadows: "shadow",
  createDevices: "register",
  updateDevices: "update",
  freezeDevices: "freeze",
  unfreezeDevices: "unfreeze",
  deleteDevices: "delete",
  DeviceCmd: "command",
} as const;

/** A type there are sentences for: every one that can be created. */
export type SpokenType = keyof typeof verbs;
export type Verb = (typeof verbs)[SpokenType];

export function isSpoken(type: string | null): type is SpokenType {
  return type !== null && Object.hasOwn(verbs, type);
}

export function verbOf(type: SpokenType): Verb {
  return verbs[type];
}

/** Seconds a task waits here, to be taken back, when it cannot be undone or stopped (security.md S4.12). */
export const holdFor = 10;

/** 3: the words are typed and a reason is given; 2: the button names verb and count (ui.md §4.5). */
export function levelOf(type: Pick<TaskType, "irreversible"> | undefined): 2 | 3 {
  return type?.irreversible === false ? 2 : 3;
}

/** Of a type nobody knows everything is feared. */
export function isHeld(type: Pick<TaskType, "irreversible" | "stoppable"> | undefined): boolean {
  return !type || type.irreversible || !type.stoppable;
}

/** The create as it is sent from here. */
export function withHold(task: CreateTask): CreateTask {
  return isHeld(findTaskType(task.type)) ? { ...task, holdSeconds: holdFor } : task;
}

/** `delete 1284`; the task's name stands in where only the platform knows the number. */
export function wordsToType(verb: string, count: number | null, name: string): string {
  return `${verb} ${count ?? name}`;
}

/** Outer blanks, case and the wide forms that Chinese keyboards write do not matter. */
export function matchesWords(typed: string, wanted: string): boolean {
  return plain(typed) === plain(wanted);
}

const plain = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** What may still be done once it is sent, in the order it is shown. */
export function afterSending(
  type: TaskType,
): { key: "takeBack" | "stop" | "retry" | "rerun"; yes: boolean }[] {
  return [
    { key: "takeBack", yes: isHeld(type) },
    { key: "stop", yes: type.stoppable },
    { key: "retry", yes: type.retryable },
    // A new task names its devices one by one, which the types that live by a file's rows cannot.
    { key: "rerun", yes: type.targetSources.includes("list") },
  ];
}
