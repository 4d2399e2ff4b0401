import type { PackageType } from "./fleet/catalogue";

export type DocumentKind = "package" | "command" | "asyncCommand" | "message" | "shadow" | "none";

export type TaskTypeRule = {
  /** Direct targets and groups; every other source is a file (sheet §6.2). */
  takesTargets: boolean;
  takesFile: boolean;
  document: DocumentKind;
  packageType?: PackageType;
  retryStop: boolean;
  confirm: boolean;
};

const UPGRADE = { takesTargets: true, takesFile: false, document: "package" } as const;
const FILE_ONLY = {
  takesTargets: false,
  takesFile: true,
  document: "none",
  retryStop: false,
  confirm: false,
} as const;
const DEVICES = { ...FILE_ONLY, takesTargets: true } as const;
const SEND = { takesTargets: true, takesFile: false, retryStop: false, confirm: false } as const;

/** The types that can be created and what each takes (sheet §6.2). */
export const TASK_TYPES: Readonly<Record<string, TaskTypeRule>> = {
  softwareUpgrade: { ...UPGRADE, packageType: "softwarePackage", retryStop: true, confirm: true },
  firmwareUpgrade: { ...UPGRADE, packageType: "firmwarePackage", retryStop: true, confirm: true },
  moduleUpgrade: { ...UPGRADE, packageType: "modulePackage", retryStop: false, confirm: true },
  createDevices: FILE_ONLY,
  updateDevices: FILE_ONLY,
  deleteDevices: DEVICES,
  freezeDevices: DEVICES,
  unfreezeDevices: DEVICES,
  createCommands: { ...SEND, document: "command" },
  createAsyncCommands: { ...SEND, document: "asyncCommand" },
  createMessages: { ...SEND, document: "message" },
  updateDeviceShadows: { ...SEND, document: "shadow" },
};

export function ruleOf(type: string): TaskTypeRule | undefined {
  return Object.hasOwn(TASK_TYPES, type) ? TASK_TYPES[type] : undefined;
}

/** Lists may also ask for `changeGateway`, whose creation no page describes (sheet §9.8). */
export function isListedType(type: string): boolean {
  return type === "changeGateway" || ruleOf(type) !== undefined;
}

export function isUpgrade(type: string): boolean {
  return ruleOf(type)?.packageType !== undefined;
}
