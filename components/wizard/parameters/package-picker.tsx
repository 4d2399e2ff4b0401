"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { packageOptions } from "@/lib/client/picker-queries";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import { findTaskType } from "@/lib/domain/task-types";
import { DebouncedInput } from "../../ui/debounced-input";
import { ProblemCard } from "../../ui/problem-details";
import { useWords } from "../../ui/use-words";
import { withDocument } from "../draft";
import { describedBy, FieldError } from "../error-summary";
import type { FormProps } from "./form-props";
import { knownPackages, mostPackages, packageIdsOf, withPackages } from "./package-choice";
import { PackageTable } from "./package-table";
import { ProductMatch } from "./product-match";
import { recallValue, rememberValue } from "./session-memory";

/** The packages of the platform to choose from: one, or several where the platform picks by product and version. */
export function PackagePicker({ connection, controls, document, errors }: FormProps) {
  const t = useTranslations("wizard");
  const p = useTranslations("parameters");
  const word = useWords("type");
  const { draft, change, draftId } = controls;
  const [q, search] = useState("");
  const type = findTaskType(draft.type ?? "")?.packageType ?? "firmwarePackage";
  const packages = useInfiniteQuery(packageOptions(connection.slug, { type, appId: draft.appId, q }));
  const fault = asApiError(packages.error);
  const rows = packages.data?.pages.flatMap((page) => page.items) ?? [];
  const onlySeveral = type === "modulePackage";
  const [asked, ask] = useState(false);
  const several = onlySeveral || asked || document?.package_ids !== undefined;
  const ids = packageIdsOf(document);
  const chosen = knownPackages(ids, draft.packages, rows);
  useKnown(chosen, draft.packages, change);

  const set = (next: readonly string[], isSeveral: boolean) =>
    change({
      ...withDocument(draft, withPackages(document, next, isSeveral)),
      packages: knownPackages(next, draft.packages, rows),
    });
  const choose = ({ packageId }: UpgradePackage, isChosen: boolean) => {
    if (!several) set([packageId], false);
    else
      set(
        isChosen
          ? [...ids.filter((id) => id !== packageId), packageId]
          : ids.filter((id) => id !== packageId),
        true,
      );
  };
  const switchSeveral = (on: boolean) => {
    ask(on);
    if (!on) rememberValue(draftId, "package_ids", ids);
    const back = packageIdsOf({ package_ids: recallValue(draftId, "package_ids") ?? [] });
    const next = on && ids[0] !== undefined && back.includes(ids[0]) ? back : on ? ids : ids.slice(0, 1);
    if (ids.length > 0) set(next, on);
  };
  return (
    <>
      <div className="row wrap">
        <p className="mute">{t("packageText", { type: word(draft.type ?? "") ?? "" })}</p>
        <span className="grow" />
        <DebouncedInput
          label={onlySeveral ? p("moduleSearch") : t("packageSearch")}
          icon="search"
          className="max-w-60"
          value={q}
          onChange={search}
        />
      </div>
      {fault ? (
        <ProblemCard title={t("packagesNotRead")} error={fault}>
          <button type="button" className="btn sm" onClick={() => void packages.refetch()}>
            {t("tryAgain")}
          </button>
        </ProblemCard>
      ) : (
        <PackageTable
          packages={rows}
          chosen={chosen}
          several={several}
          full={ids.length >= mostPackages}
          withModule={onlySeveral}
          waiting={packages.isPending}
          searched={q !== ""}
          describedBy={describedBy(errors, "w-document", undefined, true)}
          onChoose={choose}
        />
      )}
      {packages.hasNextPage && (
        <button
          type="button"
          className="linkbtn justify-self-start"
          aria-busy={packages.isFetchingNextPage}
          onClick={() => void packages.fetchNextPage()}
        >
          {t("morePackages")}
        </button>
      )}
      <FieldError errors={errors} field="w-document" deep />
      <UnknownIds ids={ids.filter((id) => !chosen.some(({ packageId }) => packageId === id))} />
      <ProductMatch draft={draft} packages={chosen.length === ids.length ? chosen : []} />
      {onlySeveral ? (
        <p className="hint">{p("modulesText", { most: mostPackages })}</p>
      ) : (
        <label className="cbx">
          <input
            type="checkbox"
            className="chk"
            checked={several}
            onChange={(event) => switchSeveral(event.target.checked)}
          />
          <span>
            {p("several")} <span className="mute">{p("severalText", { most: mostPackages })}</span>
          </span>
        </label>
      )}
    </>
  );
}

/** Named in the document, but not among what was read: shown by their ids. */
function UnknownIds({ ids }: { ids: readonly string[] }) {
  const p = useTranslations("parameters");
  if (ids.length === 0) return null;
  return (
    <p className="soft any">
      {p("unknownPackages", { count: ids.length })} <span className="mono">{ids.join(", ")}</span>
    </p>
  );
}

/** Keeps what is known of the packages the document names, also when they were named as text. */
function useKnown(
  chosen: readonly UpgradePackage[],
  kept: readonly UpgradePackage[],
  change: FormProps["controls"]["change"],
): void {
  const differs =
    chosen.map(({ packageId }) => packageId).join() !== kept.map(({ packageId }) => packageId).join();
  useEffect(() => {
    if (differs) change({ packages: [...chosen] });
  }, [differs, change, chosen]);
}
