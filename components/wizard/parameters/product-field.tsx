"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { productListOptions } from "@/lib/client/fleet-queries";
import { DebouncedInput } from "../../ui/debounced-input";
import { ProblemCard, useProblemSentence } from "../../ui/problem-details";
import { sourceOf, type WizardDraft } from "../draft";
import type { DraftControls } from "../step-props";
import { noProduct, type ProductModel } from "./use-product-model";

interface ProductFieldProps {
  connection: string;
  controls: Pick<DraftControls, "draft" | "change">;
  model: ProductModel;
}

/** Which product's model the form is built from; what the device ids tell comes first. */
export function ProductField({ connection, controls: { draft, change }, model }: ProductFieldProps) {
  const t = useTranslations("parameters");
  const sentence = useProblemSentence();
  const [q, search] = useState("");
  const list = useInfiniteQuery(productListOptions(connection, { q, appId: draft.appId }));
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  const targets = useTargetWords(draft);
  const chosen = model.productId ?? "";
  const name = model.product?.name ?? draft.product?.name;
  const listed = rows.some(({ productId }) => productId === chosen);
  const fault = asApiError(list.error);
  return (
    <div className="field">
      <label htmlFor="w-product">{t("product")}</label>
      <select
        id="w-product"
        className="input"
        value={chosen}
        aria-describedby="w-product-hint"
        onChange={({ target: { value } }) => {
          const found = rows.find(({ productId }) => productId === value);
          change({
            product: found ? { productId: value, name: found.name } : { ...noProduct, productId: value },
          });
        }}
      >
        <option value="">{t("noProduct")}</option>
        {chosen !== "" && !listed && <option value={chosen}>{name || chosen}</option>}
        {rows.map((each) => (
          <option key={each.productId} value={each.productId}>
            {each.name}
            {targets.isTold(each.productId) ? t("inBrackets", { text: targets.say(each.productId) }) : ""}
          </option>
        ))}
      </select>
      <span className="hint" id="w-product-hint">
        {chosen === "" ? t("noProductHint") : listed && targets.isTold(chosen) ? "" : targets.say(chosen)}
      </span>
      {fault && <span className="hint err">{t("productsNotRead", { why: sentence(fault) })}</span>}
      {(q !== "" || list.hasNextPage) && (
        <span className="row wrap">
          <DebouncedInput
            label={t("findProduct")}
            icon="search"
            className="max-w-60"
            value={q}
            onChange={search}
          />
          {q !== "" && list.isSuccess && rows.length === 0 && !list.hasNextPage && (
            <span className="hint" role="status">
              {t("noProductFound")}
            </span>
          )}
          {list.hasNextPage && (
            <button
              type="button"
              className="linkbtn"
              aria-busy={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t("moreProducts")}
            </button>
          )}
        </span>
      )}
      {model.waiting && (
        <span className="hint" role="status">
          {t("readingModel")}
        </span>
      )}
      {model.product && model.services.length === 0 && <span className="hint">{t("noModel")}</span>}
      {model.error && (
        <ProblemCard title={t("modelNotRead")} error={model.error}>
          <button type="button" className="btn sm" onClick={model.retry}>
            {t("tryAgain")}
          </button>
        </ProblemCard>
      )}
    </div>
  );
}

/** How many of the targets begin with a product's id. */
function useTargetWords(draft: WizardDraft) {
  const t = useTranslations("parameters");
  const { count: total = 0, products = [] } = draft.targets ?? {};
  const countOf = (productId: string) => products.find((each) => each.productId === productId)?.count ?? 0;
  return {
    isTold: (productId: string) => sourceOf(draft) === "list" && countOf(productId) > 0,
    say(productId: string): string {
      if (sourceOf(draft) !== "list" || products.length === 0 || total === 0) return t("targetsUntold");
      const count = countOf(productId);
      return count === total ? t("allTargets", { total }) : t("someTargets", { count, total });
    },
  };
}
