import type { Slots } from "@/lib/contracts/pickers";
import type { CheckedTarget, LiveTargets } from "@/lib/contracts/target-checks";
import { meantFor } from "./packages-of";
import type { Reviewed } from "./read-reviewed";

/** What is known beside the draft; null while it is not. */
export interface ReviewFacts {
  /** Devices that were looked up on the platform. */
  looked: readonly CheckedTarget[] | null;
  live: LiveTargets | null;
  /** Tasks of the same name: the ones that are not over, or any on a platform that takes a name only once. */
  namesakes: readonly { taskId: string }[] | null;
  slots: Slots | null;
}

/** A fact that contradicts what is asked for: the text is `odd.{key}`. */
export interface Oddity {
  key: "online" | "otherProduct" | "nameUsed" | "nameTaken" | "noPlace" | "inOtherTasks";
  values: Record<string, number>;
}

/** Only what is known: nothing is guessed of devices nobody has looked at. */
export function findOddities(reviewed: Reviewed, facts: ReviewFacts): Oddity[] {
  return [
    ...mostlyOnline(reviewed, facts),
    ...otherProduct(reviewed, facts),
    ...nameKnown(reviewed, facts),
    ...noPlace(facts),
    ...inOtherTasks(reviewed, facts),
  ];
}

/** Retired or misbehaving devices are seldom online. */
function mostlyOnline({ spoken }: Reviewed, { looked }: ReviewFacts): Oddity[] {
  if (spoken !== "deleteDevices" && spoken !== "freezeDevices") return [];
  const found = (looked ?? []).filter(({ state }) => state === "found");
  const count = found.filter(({ status }) => status === "ONLINE").length;
  return count * 2 > found.length ? [{ key: "online", values: { count, total: found.length } }] : [];
}

/** A package belongs to a product (sheet §9.1). Ids tell theirs by their beginning, a look-up tells it for sure. */
function otherProduct(reviewed: Reviewed, { looked }: ReviewFacts): Oddity[] {
  const { type, draft, source } = reviewed;
  const products = meantFor(reviewed);
  if (type.group !== "upgrade" || source !== "list" || products === null) return [];
  const wanted = new Set(products);
  const byId = (draft.targets?.products ?? [])
    .filter(({ productId }) => !wanted.has(productId))
    .reduce((sum, { count }) => sum + count, 0);
  const seen = (looked ?? []).filter(({ productId }) => productId !== null && !wanted.has(productId)).length;
  const count = Math.max(byId, seen);
  return count > 0 ? [{ key: "otherProduct", values: { count } }] : [];
}

function nameKnown({ type }: Reviewed, { namesakes }: ReviewFacts): Oddity[] {
  const count = namesakes?.length ?? 0;
  if (count === 0) return [];
  return [{ key: type.platform === "na" ? "nameTaken" : "nameUsed", values: { count } }];
}

function noPlace({ slots }: ReviewFacts): Oddity[] {
  return slots && slots.used >= slots.of
    ? [{ key: "noPlace", values: { used: slots.used, of: slots.of } }]
    : [];
}

function inOtherTasks({ source }: Reviewed, { live }: ReviewFacts): Oddity[] {
  if (source !== "list" || !live || live.devices === 0) return [];
  return [{ key: "inOtherTasks", values: { count: live.devices, tasks: live.tasks.length } }];
}
