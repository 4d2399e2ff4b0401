"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { productListOptions } from "@/lib/client/fleet-queries";

interface ProductSelectProps {
  connection: string;
  appId: string | null;
  chosen: string | null;
  onChoose: (productId: string | null) => void;
}

/** The products of a space to narrow a list by; one that is not among them is kept, by its id. */
export function ProductSelect({ connection, appId, chosen, onChoose }: ProductSelectProps) {
  const t = useTranslations("fleet");
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery(
    productListOptions(connection, { q: "", appId }),
  );
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const products = data?.pages.flatMap((page) => page.items) ?? [];
  const isKnown = chosen === null || products.some(({ productId }) => productId === chosen);
  return (
    <select
      className="chip"
      aria-label={t("product")}
      value={chosen ?? ""}
      onChange={(event) => onChoose(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{t("anyProduct")}</option>
      {!isKnown && <option value={chosen ?? ""}>{chosen}</option>}
      {products.map(({ productId, name }) => (
        <option key={productId} value={productId}>
          {name}
        </option>
      ))}
    </select>
  );
}
