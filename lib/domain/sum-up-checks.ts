import type { CheckedTarget, TargetTrouble } from "@/lib/contracts/target-checks";

export interface CheckedSummary {
  /** The platform said something of them: everything else is not checked. */
  checked: number;
  /** Nothing stands against them. */
  fine: number;
  online: number;
  /** Devices by what stands against them, in this order; kinds without any are left out. */
  troubles: { kind: TargetTrouble; ids: string[] }[];
}

const order: readonly TargetTrouble[] = ["unknown", "other_product", "frozen", "inactive"];

/** What a look-up found, in figures. A device that could not be asked about counts nowhere. */
export function sumUpChecks(items: readonly CheckedTarget[]): CheckedSummary {
  const read = items.filter(({ state }) => state !== "unread");
  const troubles = order
    .map((kind) => ({
      kind,
      ids: read.filter(({ problem }) => problem === kind).map((each) => each.deviceId),
    }))
    .filter(({ ids }) => ids.length > 0);
  return {
    checked: read.length,
    fine: read.filter(({ problem }) => problem === null).length,
    online: read.filter(({ status }) => status === "ONLINE").length,
    troubles,
  };
}
