import type { TargetKind } from "@/lib/contracts/tasks";

/** Where a type takes its targets from (sheet §6.2, §13.4). */
export type TargetSource = Exclude<TargetKind, "unknown">;

export type TaskTypeGroup = "upgrade" | "command" | "records";

export interface TaskType {
  type: string;
  /** The kind of platform that knows it: the legacy API has one type of its own (sheet §13.4). */
  platform: "v5" | "na";
  group: TaskTypeGroup;
  targetSources: readonly TargetSource[];
  /** Retry and stop in place (sheet §6.7, §6.8). */
  retryable: boolean;
  stoppable: boolean;
  /** Takes `need_confirm` and the confirm call (sheet §6.9). */
  confirmable: boolean;
  /** Cannot be taken back once sent: step-up, typed count and hold apply (security.md S4.12). */
  irreversible: boolean;
  /** Shown, but its create is refused because the platform's format is not documented (sheet §9.8). */
  viewOnly: boolean;
  /** The package type its document must name, for upgrades (sheet §9.1). */
  packageType: "softwarePackage" | "firmwarePackage" | "modulePackage" | null;
}

const upgrade = {
  platform: "v5",
  group: "upgrade",
  targetSources: ["list", "groups"],
  confirmable: true,
  irreversible: true,
  viewOnly: false,
} as const;
const plain = {
  platform: "v5",
  retryable: false,
  stoppable: false,
  confirmable: false,
  viewOnly: false,
  packageType: null,
} as const;
const command = {
  ...plain,
  group: "command",
  targetSources: ["list", "groups"],
  irreversible: false,
} as const;
const records = { ...plain, group: "records" } as const;

/** THE table of task types: everything that differs by type is a column here (sheet §6.2). */
export const taskTypes: readonly TaskType[] = [
  { type: "firmwareUpgrade", ...upgrade, retryable: true, stoppable: true, packageType: "firmwarePackage" },
  { type: "softwareUpgrade", ...upgrade, retryable: true, stoppable: true, packageType: "softwarePackage" },
  { type: "moduleUpgrade", ...upgrade, retryable: false, stoppable: false, packageType: "modulePackage" },
  { type: "createCommands", ...command },
  { type: "createAsyncCommands", ...command },
  { type: "createMessages", ...command },
  { type: "updateDeviceShadows", ...command },
  { type: "createDevices", ...records, targetSources: ["file"], irreversible: false },
  { type: "updateDevices", ...records, targetSources: ["file"], irreversible: false },
  { type: "freezeDevices", ...records, targetSources: ["list", "groups", "file"], irreversible: true },
  { type: "unfreezeDevices", ...records, targetSources: ["list", "groups", "file"], irreversible: false },
  { type: "deleteDevices", ...records, targetSources: ["list", "groups", "file"], irreversible: true },
  { type: "changeGateway", ...records, targetSources: ["file"], irreversible: true, viewOnly: true },
  {
    ...{ type: "DeviceCmd", ...command, platform: "na" },
    targetSources: ["list", "deviceType", "area", "groupNames", "groups", "broadcast"],
  },
];

/** The types a kind of platform has. */
export function taskTypesOf(platform: "v5" | "na"): readonly TaskType[] {
  return taskTypes.filter((entry) => entry.platform === platform);
}

const byType = new Map(taskTypes.map((entry) => [entry.type, entry]));

/** Undefined for a type the platform added later: it is shown, nothing is assumed about it. */
export function findTaskType(type: string): TaskType | undefined {
  return byType.get(type);
}
