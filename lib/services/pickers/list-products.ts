import type { ListProductsQuery, Product, ProductList } from "@/lib/contracts/products";
import type { PlatformProduct } from "@/lib/domain/platform-device";
import type { ServiceContext } from "../context";
import { listRows } from "./list-rows";
import { openFleet } from "./open-fleet";
import { mentions } from "./walk-pages";

export interface ListProductsInput {
  params: { connection: string };
  query: ListProductsQuery;
}

/** Products, newest first; the platform compares whole names only, so a part of one is looked for here. */
export async function listProducts({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListProductsInput;
}): Promise<ProductList> {
  const { connection, platform } = await openFleet(ctx, input.params.connection, "read");
  const { limit, cursor, ...filter } = input.query;
  const { q, appId } = filter;
  return listRows({
    scope: { list: "products", connection: connection.id, ...filter },
    page: { limit, cursor },
    read: (query, options) => platform.listProducts({ appId, ...query }, options),
    keep: q === undefined ? undefined : (row) => mentions(textsOf(row), q),
    toItem: toProduct,
  });
}

function textsOf(row: PlatformProduct) {
  return [row.name, row.productId, row.deviceType, row.manufacturer, row.description];
}

export function toProduct({ services: _services, ...product }: PlatformProduct): Product {
  return product;
}
