import type { APIRequestContext } from "@playwright/test";
import type { CapabilityReason } from "@/lib/domain/capabilities";
import type { ActionPage } from "./action-page";
import { none, type Offers, off } from "./action-table";
import type { MadeTask } from "./action-tasks";
import type { ApiClient } from "./api";

/** What is there before the first journey begins; all of them begin at once. */
export type OffTask =
  | "waiting"
  | "running"
  | "unheard"
  | "ended"
  | "moved"
  | "succeeded"
  | "command"
  | "legacy";

export interface Scene {
  view: ActionPage;
  /** Of the sandbox. */
  api: ApiClient;
  request: APIRequestContext;
  taskOf(name: OffTask): MadeTask;
}

/** Of a firmware upgrade, and of a type without a retry of its own. */
export const likeUpgrade = { rerunIn: "menu", strict: true } as const;
export const likeCommand = { rerunIn: "header", strict: false } as const;

/** Brings reasons about and looks at them; none may be shown that is not named. */
export interface OffJourney {
  title: string;
  shows: readonly CapabilityReason[];
  rows: typeof likeUpgrade | typeof likeCommand;
  play: (scene: Scene) => Promise<void>;
}

/** A task that has ended, all of its rows here. */
export const final = { snapshot: { final: true, subtasksComplete: true } };

export const everything = (reason: CapabilityReason): Offers => ({
  ...{ retry: off(reason), stop: off(reason), confirm: off(reason), rerun: off(reason), delete: off(reason) },
});
/** An upgrade without confirmation that has ended. */
export const over = { stop: off("already_finished"), confirm: none("type_without_confirm") };
/** A type that is carried out once. */
export const withoutPlace = {
  retry: none("type_without_retry"),
  stop: none("type_without_stop"),
  confirm: none("type_without_confirm"),
  delete: "yes",
} as const;
export const withoutPlaceReasons = [
  "type_without_retry",
  "type_without_stop",
  "type_without_confirm",
] as const;
