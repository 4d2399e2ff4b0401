import type { TargetTrouble } from "@/lib/contracts/target-checks";
import type { PlatformDevice } from "./platform-device";

/**
 * What stands against a task for a device that is there (sheet §11.3): another product than the task is meant for
 * counts before a status. A device whose product the platform does not tell is not held against anybody.
 */
export function troubleOf(
  { productId, status }: Pick<PlatformDevice, "productId" | "status">,
  productIds: readonly string[] | null,
): TargetTrouble | null {
  if (productIds && productId !== null && !productIds.includes(productId)) return "other_product";
  if (status === "FROZEN") return "frozen";
  return status === "INACTIVE" ? "inactive" : null;
}
