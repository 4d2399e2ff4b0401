import type { CapabilityReason } from "@/lib/domain/capabilities";

export const acts = ["retry", "stop", "confirm", "rerun", "delete"] as const;
export type Act = (typeof acts)[number];

/** What a person reads where an act is off, written down once more by hand: no reason may be missing here. */
export const reasonWords: Readonly<Record<CapabilityReason, string>> = {
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
};

/** What else works, said beside the reason why a retry is off. */
export const rerunWorks = "A re-run as a new task works.";

/**
 * `yes`: it can be done. `off`: its button is there, does nothing and says why. `none`: the type has no such button
 * (ui.md §5.1); only the API is asked, and says why not.
 */
export type Offer = "yes" | { off: CapabilityReason; instead?: string } | { none: CapabilityReason };
export type Offers = Readonly<Record<Act, Offer>>;

export const off = (reason: CapabilityReason, instead?: string): Offer => ({ off: reason, instead });
export const none = (reason: CapabilityReason): Offer => ({ none: reason });

/** All devices wait for a confirmation; some run, one has failed and one waits; it is over, not all well. */
export type Phase = "waiting" | "running" | "ended";

export interface TypeRow {
  type: string;
  connection: "sandbox" | "sandbox-na";
  /** Only a type whose devices can be held back is met before it ended. */
  offers: Partial<Record<Phase, Offers>> & { ended: Offers };
  /** A re-run cannot be undone: it takes a reason and typed words. */
  strict: boolean;
  /** Where the re-run stands: first of the buttons, or in the menu where the first one is a retry. */
  rerunIn: "header" | "menu";
}

const waiting = {
  ...{ stop: "yes", confirm: "yes", retry: off("not_retryable_now") },
  ...{ rerun: off("nothing_failed"), delete: off("not_finished") },
} satisfies Offers;
const running = {
  ...{ retry: "yes", stop: "yes", confirm: "yes", rerun: "yes", delete: off("not_finished") },
} satisfies Offers;

/** Everything by hand from sheet §6.2, §6.7 to §6.10 and §10.1; the product's own tables are not asked. */
const stoppable = {
  connection: "sandbox",
  strict: true,
  rerunIn: "menu",
  offers: {
    ...{ waiting, running },
    ended: {
      retry: off("not_retryable_now", rerunWorks),
      stop: off("already_finished"),
      confirm: off("already_finished"),
      rerun: "yes",
      delete: "yes",
    },
  },
} as const;
const notInPlace = { retry: none("type_without_retry"), stop: none("type_without_stop") };
const once = {
  connection: "sandbox",
  strict: false,
  rerunIn: "header",
  offers: {
    ended: { ...notInPlace, confirm: none("type_without_confirm"), rerun: "yes", delete: "yes" },
  },
} as const;

export const typeRows: readonly TypeRow[] = [
  { type: "firmwareUpgrade", ...stoppable },
  { type: "softwareUpgrade", ...stoppable },
  {
    ...{ type: "moduleUpgrade", connection: "sandbox", strict: true, rerunIn: "header" },
    offers: {
      waiting: { ...waiting, ...notInPlace },
      running: { ...running, ...notInPlace },
      ended: { ...notInPlace, confirm: off("already_finished"), rerun: "yes", delete: "yes" },
    },
  },
  { type: "createCommands", ...once },
  { type: "createAsyncCommands", ...once },
  { type: "createMessages", ...once },
  { type: "updateDeviceShadows", ...once },
  { type: "createDevices", ...once },
  { type: "updateDevices", ...once },
  { type: "freezeDevices", ...once, strict: true },
  { type: "unfreezeDevices", ...once },
  { type: "deleteDevices", ...once, strict: true },
  {
    ...{ type: "changeGateway", ...once, strict: true },
    offers: { ended: { ...once.offers.ended, rerun: off("type_not_creatable") } },
  },
  {
    ...{ type: "DeviceCmd", ...once, connection: "sandbox-na" },
    offers: {
      ended: {
        ...{ retry: none("not_in_legacy_api"), stop: none("not_in_legacy_api") },
        ...{ confirm: none("not_in_legacy_api"), rerun: "yes", delete: off("not_in_legacy_api") },
      },
    },
  },
];
