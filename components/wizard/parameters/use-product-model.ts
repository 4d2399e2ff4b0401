"use client";

import { useQuery } from "@tanstack/react-query";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { productOptions } from "@/lib/client/fleet-queries";
import type { ModelService, ProductWithModel } from "@/lib/contracts/products";
import { sourceOf, type WizardDraft } from "../draft";

/** A draft's `product` that says: none, on purpose; null says that nobody has chosen yet. */
export const noProduct = { productId: "", name: "" };

/** The product all device ids of the list begin with; null when they disagree, or one does not tell. */
export function agreedProduct(draft: Pick<WizardDraft, "type" | "source" | "targets">): string | null {
  const [first, ...others] = draft.targets?.products ?? [];
  const isAll = first !== undefined && others.length === 0 && first.count === draft.targets?.count;
  return isAll && sourceOf(draft) === "list" ? first.productId : null;
}

/** The product the forms are built from: the chosen one, else the one the devices agree on. */
export function productOf(draft: WizardDraft): string | null {
  return draft.product === null ? agreedProduct(draft) : draft.product.productId || null;
}

export interface ProductModel {
  productId: string | null;
  /** Null until it has been read. */
  product: ProductWithModel | null;
  /** Empty without a product, until it has been read, and when it has no model. */
  services: readonly ModelService[];
  waiting: boolean;
  error: ApiError | null;
  retry: () => void;
}

const noServices: readonly ModelService[] = [];

export function useProductModel(connection: string, draft: WizardDraft): ProductModel {
  const productId = productOf(draft);
  const query = useQuery({
    ...productOptions(connection, productId ?? "", draft.appId),
    enabled: productId !== null,
  });
  const product = (productId !== null && query.data) || null;
  return {
    productId,
    product,
    services: product?.services ?? noServices,
    waiting: productId !== null && query.isPending,
    error: productId === null ? null : asApiError(query.error),
    retry: () => void query.refetch(),
  };
}
