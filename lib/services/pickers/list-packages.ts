import { z } from "zod";
import {
  type ListPackagesQuery,
  type PackageList,
  PackageType,
  type UpgradePackage,
} from "@/lib/contracts/pickers";
import { requireConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor } from "../cursor";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { mentions, walkPages } from "./walk-pages";

export interface ListPackagesInput {
  params: { connection: string };
  query: ListPackagesQuery;
}

/** The platform lists one type a call (sheet §11.6). */
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
  const { appId, productId, q } = filter;
  const { items, next } = await readWithin(personWaitsMs, (signal) =>
    walkPages<UpgradePackage, Position>({
      ...{ start, limit },
      async read({ type, marker }, size) {
        const query = { type, appId, productId, limit: size, ...(marker === null ? {} : { marker }) };
        const page = await platform.listPackages(query, { lane: "people", signal });
        return {
          rows: page.rows.filter((row) => mentions(textsOf(row), q)),
          next: page.marker === null ? typeAfter(types, type) : { type, marker: page.marker },
        };
      },
    }),
  );
  return { items, nextCursor: next && codec.encode({ position: next, page: null, limit }) };
}

function firstOf(types: readonly PackageType[]): Position | null {
  const [type] = types;
  return type === undefined ? null : { type, marker: null };
}

function typeAfter(types: readonly PackageType[], type: PackageType): Position | null {
  return firstOf(types.slice(types.indexOf(type) + 1));
}

function textsOf(row: UpgradePackage) {
  return [row.version, row.packageId, row.productId, row.productName, row.moduleName, row.description];
}
