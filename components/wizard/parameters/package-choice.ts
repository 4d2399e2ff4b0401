import type { JsonObject } from "@/lib/contracts/json";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import { orNothing, withKeys } from "./json-value";

/** Packages a task of ours names at most; a draft keeps as many. */
export const mostPackages = 20;

/** The packages a document names, by the older key or the newer one (sheet §9.1). */
export function packageIdsOf(document: JsonObject | null | undefined): string[] {
  const { package_id: one, package_ids: several } = document ?? {};
  const named = [...(one === undefined ? [] : [one]), ...(Array.isArray(several) ? several : [])];
  return [...new Set(named.filter((each) => typeof each === "string"))];
}

/** A document that names these packages; with none of them there is nothing left to say. */
export function withPackages(
  document: JsonObject | null,
  ids: readonly string[],
  several: boolean,
): JsonObject | null {
  const [first] = ids;
  const next = withKeys(document, {
    package_id: several ? undefined : first,
    package_ids: several && first !== undefined ? [...ids] : undefined,
  });
  return orNothing(next) ?? null;
}

/** What is known of the packages a document names, in its order. */
export function knownPackages(
  ids: readonly string[],
  ...known: readonly (readonly UpgradePackage[])[]
): UpgradePackage[] {
  const byId = new Map(known.flat().map((each) => [each.packageId, each]));
  return ids.flatMap((id) => byId.get(id) ?? []).slice(0, mostPackages);
}

export interface Match {
  /** Device ids in the list. */
  total: number;
  /** Those that begin with the product of one of the packages. */
  matching: number;
  /** Those that begin with another product. */
  others: number;
}

/**
 * How the device ids fit the products of the packages; null where that says nothing: no list, no package, or one that
 * is for every product. The platform alone knows for sure.
 */
export function matchProducts(
  packages: readonly Pick<UpgradePackage, "productId">[],
  targets: { count: number; products: readonly { productId: string; count: number }[] } | null,
): Match | null {
  const wanted = packages.map(({ productId }) => productId);
  if (!targets || targets.count === 0 || wanted.length === 0 || wanted.includes(null)) return null;
  const countOf = (found: readonly { count: number }[]) => found.reduce((sum, { count }) => sum + count, 0);
  const matching = countOf(targets.products.filter(({ productId }) => wanted.includes(productId)));
  return { total: targets.count, matching, others: countOf(targets.products) - matching };
}
