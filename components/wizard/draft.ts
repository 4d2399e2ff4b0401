import type { UpgradePackage } from "@/lib/contracts/pickers";
import type { TargetList } from "@/lib/domain/target-list";

export const wizardSteps = ["type", "targets", "parameters", "policy", "review"] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** What can be created here; other types join when their forms exist. */
export const creatableTypes = ["firmwareUpgrade", "softwareUpgrade"] as const;
export type CreatableType = (typeof creatableTypes)[number];

/** A task being written. Raw input is kept as it was typed, so that going back never loses a letter. */
export interface WizardDraft {
  type: CreatableType | null;
  name: string;
  /** Null: the platform's default space. */
  appId: string | null;
  targetsText: string;
  /** What was read from `targetsText`; null until it has been. */
  targets: TargetList | null;
  package: UpgradePackage | null;
  gatewayMode: boolean;
  extInfo: string;
  start: "now" | "set" | "confirmed";
  date: string;
  time: string;
  /** Empty: the reader's own zone. */
  timeZone: string;
  /** Which of two moments is meant when a clock change repeats the hour. */
  occurrence: 0 | 1 | null;
  retry: boolean;
  retryCount: number;
  retryMinutes: string;
  /** The key of the last send; it lives as long as the draft is not changed. */
  sendKey: string | null;
  /** A send whose answer was lost; it outlives changes of the draft, for the task may be there. */
  unknownSend: { key: string; name: string; at: string } | null;
  /** Grows with every change of the content: an answer about an older one is no longer shown. */
  revision: number;
}

export const emptyDraft: WizardDraft = {
  type: null,
  name: "",
  appId: null,
  targetsText: "",
  targets: null,
  package: null,
  gatewayMode: false,
  extInfo: "",
  start: "now",
  date: "",
  time: "",
  timeZone: "",
  occurrence: null,
  retry: false,
  retryCount: 2,
  retryMinutes: "30",
  sendKey: null,
  unknownSend: null,
  revision: 0,
};

export function isWizardStep(value: string | null): value is WizardStep {
  return (wizardSteps as readonly (string | null)[]).includes(value);
}

/** A name nobody has to think about: `firmware_20260317_1203`. */
export function suggestName(type: CreatableType, day: string, clock: string): string {
  const kind = type === "firmwareUpgrade" ? "firmware" : "software";
  return `${kind}_${day.replaceAll("-", "")}_${clock.replace(":", "")}`;
}

/** Whether a name is one of ours and may change with the type. */
export function isSuggestedName(name: string): boolean {
  return /^(firmware|software)_\d{8}_\d{4}$/.test(name);
}
