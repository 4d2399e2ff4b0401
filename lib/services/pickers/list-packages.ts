import { z } from "zod";
import {
  type ListPackagesQuery,
  type PackageList,
  PackageType,
  type UpgradePackage,
} from "@/lib/contracts/pickers";
import type { Platform } from "@/lib/iotda/platform";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor } from "../cursor";
import { personWaitsMs, readWithin } from "../platform-deadline";

export interface ListPackagesInput {
  params: { connection: string };
  query: ListPackagesQuery;
}

/** The platform lists one type a call, 50 rows at most (sheet §6.6, §11.6). */
const platformPageSize = 50;
/** A rare word to search for may end a page early, with a cursor to go on, but never walks the platform for ever. */
const callsPerPage = 8;

const Position = z.strictObject({ type: PackageType, marker: z.string().max(64).nullable() });
type Position = z.infer<typeof Position>;

/** Upgrade packages, type after type; `q` is a part of version, product, module, description or id, case ignored. */
export async function listPackages({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListPackagesInput;
}): Promise<PackageList> {
  const connection = requireLiving(await requireConnection(ctx, input.params.connection, "read"));
  const { limit, cursor, ...filter } = input.query;
  const codec = bindCursor({ list: "packages", connection: connection.id, ...filter }, Position);
  const types = filter.type ? [filter.type] : PackageType.options;
  const start = cursor === undefined ? firstOf(types) : codec.decode(cursor).position;
  const platform = await ctx.deps.platformFor(connection);
  const { items, next } = await readWithin(personWaitsMs, (signal) =>
    collect(platform, { filter, types, start, limit, signal }),
  );
  return { items, nextCursor: next && codec.encode({ position: next, page: null, limit }) };
}

interface Walk {
  filter: Omit<ListPackagesQuery, "limit" | "cursor">;
  types: readonly PackageType[];
  start: Position | null;
  limit: number;
  signal: AbortSignal;
}

async function collect(
  platform: Platform,
  walk: Walk,
): Promise<{ items: UpgradePackage[]; next: Position | null }> {
  const { appId, productId, q } = walk.filter;
  const items: UpgradePackage[] = [];
  let next = walk.start;
  for (let calls = 0; next && items.length < walk.limit && calls < callsPerPage; calls += 1) {
    const { type, marker }: Position = next;
    const page = await platform.listPackages(
      {
        type,
        appId,
        productId,
        // Never more than still fits: the platform's page is all taken or not asked for.
        limit: Math.min(platformPageSize, walk.limit - items.length),
        ...(marker === null ? {} : { marker }),
      },
      { lane: "people", signal: walk.signal },
    );
    items.push(...page.rows.filter((row) => mentions(row, q)));
    next = page.marker === null ? typeAfter(walk.types, type) : { type, marker: page.marker };
  }
  return { items, next };
}

function firstOf(types: readonly PackageType[]): Position | null {
  const [type] = types;
  return type === undefined ? null : { type, marker: null };
}

function typeAfter(types: readonly PackageType[], type: PackageType): Position | null {
  return firstOf(types.slice(types.indexOf(type) + 1));
}

function mentions(row: UpgradePackage, q: string | undefined): boolean {
  if (q === undefined) return true;
  const wanted = q.toLowerCase();
  const texts = [row.version, row.packageId, row.productId, row.productName, row.moduleName, row.description];
  return texts.some((text) => text?.toLowerCase().includes(wanted));
}
