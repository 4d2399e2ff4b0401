import type { TaskDraft } from "@/lib/domain/platform-task";
import type { SimulatedPlatform } from "./simulated-platform";

export type Attempt = (scene: SimulatedPlatform) => Promise<unknown>;

/** One documented limit with a call just inside and one just outside of it. */
export interface LimitCase {
  /** Section of the sheet, parameter and figure. */
  limit: string;
  inside: Attempt;
  /** A refusal for another reason, behind this limit; without it the inside call succeeds. */
  insideMeets?: string;
  outside: Attempt;
  refusal: Refusal;
}

/** Who refuses: our client, naming its parameter, before anything is sent; or the platform, with its status and code. */
export type Refusal = { by: "client"; path: string } | { by: "platform"; status: number; code: string };

export const byClient = (path: string): Refusal => ({ by: "client", path });
export const byPlatform = (code: string, status = 400): Refusal => ({ by: "platform", status, code });

export const people = { lane: "people" } as const;
/** Of the simulator's demo fleet (simulator/README.md): water meters, their packages, the other space. */
export const meterProduct = "65e1a0c04c3d5e6f70819201";
export const meterFirmware = "67a01c084c3d5e6f70819301";
const meterSoftware = "67b52d194c3d5e6f70819302";
const modemPackage = "6809715d4c3d5e6f70819306";
const harbourSpace = "4e9a26d81c704f5ab3e07d92c6518fb0";
export const meter = (number: number) => `${meterProduct}_wm-${String(number).padStart(7, "0")}`;

const blank: TaskDraft = {
  name: "Limit",
  type: "",
  appId: null,
  mode: null,
  extInfo: null,
  needConfirm: null,
  targets: { kind: "list", ids: [meter(1)] },
  document: null,
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  legacy: null,
};

/** What a create of each type that takes devices needs at least (sheet §6.2, §9). */
const least: Record<string, Partial<TaskDraft>> = {
  firmwareUpgrade: { document: { package_id: meterFirmware } },
  softwareUpgrade: { document: { package_id: meterSoftware } },
  moduleUpgrade: { document: { package_ids: [modemPackage] }, appId: harbourSpace },
  createCommands: { document: { paras: {} } },
  createAsyncCommands: { document: { paras: {} } },
  createMessages: { document: { message: "hello" } },
  updateDeviceShadows: { document: { shadow: [{ service_id: "meter", desired: {} }] } },
  deleteDevices: {},
  freezeDevices: {},
  unfreezeDevices: {},
};

export const draftOf = (type: string, changes: Partial<TaskDraft> = {}): TaskDraft => ({
  ...blank,
  type,
  ...least[type],
  ...changes,
});

export const create =
  (type: string, changes: Partial<TaskDraft> = {}): Attempt =>
  ({ platform }) =>
    platform.createTask(draftOf(type, changes), people);

/** Files of the old kind are told by their first eight bytes; the simulator looks no further. */
export const oldWorkbook = (size = 64): Uint8Array => {
  const bytes = new Uint8Array(size);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return bytes;
};

export const text = (length: number): string => "x".repeat(length);
