"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { packageOptions } from "@/lib/client/picker-queries";
import { createLimits } from "@/lib/contracts/create-task";
import { DebouncedInput } from "../ui/debounced-input";
import { ProblemCard } from "../ui/problem-details";
import { useWords } from "../ui/use-words";
import { describedBy, FieldError } from "./error-summary";
import { PackageTable } from "./package-table";
import { ProductMatch } from "./product-match";
import { StepFoot } from "./step-card";
import type { StepProps } from "./step-props";

/** Which package is sent to the devices, and how. */
export function PackageStep({ connection, controls, errors, onBack, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  const word = useWords("type");
  const { draft, change } = controls;
  const [q, search] = useState("");
  const type = draft.type === "softwareUpgrade" ? "softwarePackage" : "firmwarePackage";
  const packages = useInfiniteQuery(packageOptions(connection, { type, appId: draft.appId, q }));
  const fault = asApiError(packages.error);
  const rows = packages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" aria-labelledby="package-title">
      <header>
        <h2 id="package-title">{t("packageTitle")}</h2>
        <p>{t("packageText", { type: word(draft.type ?? "") ?? "" })}</p>
        <span className="grow" />
        <DebouncedInput
          label={t("packageSearch")}
          icon="search"
          className="max-w-60"
          value={q}
          onChange={search}
        />
      </header>
      {fault && (
        <ProblemCard title={t("packagesNotRead")} error={fault}>
          <button type="button" className="btn sm" onClick={() => void packages.refetch()}>
            {t("tryAgain")}
          </button>
        </ProblemCard>
      )}
      {!fault && (
        <PackageTable
          packages={rows}
          chosen={draft.package}
          waiting={packages.isPending}
          searched={q !== ""}
          describedBy={describedBy(errors, "w-package")}
          onChoose={(entry) => change({ package: entry })}
        />
      )}
      {packages.hasNextPage && (
        <button
          type="button"
          className="linkbtn morecauses"
          aria-busy={packages.isFetchingNextPage}
          onClick={() => void packages.fetchNextPage()}
        >
          {t("morePackages")}
        </button>
      )}
      <div className="pad stack pt-4!">
        <FieldError errors={errors} field="w-package" />
        <ProductMatch draft={draft} />
        <label className="cbx">
          <input
            type="checkbox"
            className="chk"
            checked={draft.gatewayMode}
            onChange={(event) => change({ gatewayMode: event.target.checked })}
          />
          <span>
            {t("gatewayMode")} <span className="mute">{t("gatewayText")}</span>
          </span>
        </label>
        <details open={draft.extInfo !== "" || undefined}>
          <summary className="linkbtn">{t("extInfo")}</summary>
          <div className="field mt-2">
            <label htmlFor="w-ext-info" className="sr">
              {t("extInfo")}
            </label>
            <textarea
              id="w-ext-info"
              className="input mono"
              rows={4}
              spellCheck={false}
              value={draft.extInfo}
              placeholder={'{ "campaign": "north" }'}
              aria-invalid={errors.some((each) => each.field === "w-ext-info")}
              aria-describedby={describedBy(errors, "w-ext-info", "w-ext-info-hint")}
              onChange={(event) => change({ extInfo: event.target.value })}
            />
            <span className="hint" id="w-ext-info-hint">
              {t("extInfoHint", { limit: createLimits.extInfoLength })}
            </span>
            <FieldError errors={errors} field="w-ext-info" />
          </div>
        </details>
      </div>
      <StepFoot onBack={onBack} onContinue={() => onContinue()} />
    </section>
  );
}
