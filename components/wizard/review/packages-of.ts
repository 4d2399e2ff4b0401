import type { UpgradePackage } from "@/lib/contracts/pickers";
import type { Reviewed } from "./read-reviewed";

type Named = Pick<Reviewed, "draft" | "task">;

/** The ids of an upgrade's document, whichever of its two keys it uses (sheet §9.1). */
export function packageIdsOf({ task: { document = {} } }: Pick<Reviewed, "task">): string[] {
  const { package_id, package_ids } = document;
  const ids = Array.isArray(package_ids) ? package_ids : [package_id];
  return ids.filter((id) => typeof id === "string");
}

/** What is known of them; null when of one of them nothing is. */
export function packagesOf(reviewed: Named): UpgradePackage[] | null {
  const known = new Map(reviewed.draft.packages.map((each) => [each.packageId, each]));
  const found = packageIdsOf(reviewed).map((id) => known.get(id));
  const all = found.filter((each) => each !== undefined);
  return all.length > 0 && all.length === found.length ? all : null;
}

/** The products it is meant for, by its packages or by what its form was made from; null when any will do. */
export function meantFor(reviewed: Reviewed): string[] | null {
  const { type, draft } = reviewed;
  if (type.group === "records") return null;
  if (type.group === "command") return draft.product ? [draft.product.productId] : null;
  const products = packagesOf(reviewed)?.map(({ productId }) => productId) ?? [null];
  return products.includes(null) ? null : [...new Set(products.filter((id) => id !== null))];
}
