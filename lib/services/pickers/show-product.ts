import type { ProductWithModel, ShowProductQuery } from "@/lib/contracts/products";
import { readProductModel } from "@/lib/domain/product-model";
import type { ServiceContext } from "../context";
import { personWaitsMs, readWithin } from "../platform-deadline";
import { toProduct } from "./list-products";
import { openFleet } from "./open-fleet";
import { orNotFound } from "./or-not-found";

export interface ShowProductInput {
  params: { connection: string; productId: string };
  query: ShowProductQuery;
}

/** One product with its model; `not_found` when the platform has none of this id, or not in this space. */
export async function showProduct({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ShowProductInput;
}): Promise<ProductWithModel> {
  const { platform } = await openFleet(ctx, input.params.connection, "read");
  const { productId } = input.params;
  const product = await readWithin(personWaitsMs, (signal) =>
    platform.showProduct(productId, input.query.appId ?? null, { lane: "people", signal }),
  ).catch(orNotFound("There is no such product."));
  return { ...toProduct(product), services: readProductModel(product.services ?? []) };
}
