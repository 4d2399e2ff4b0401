"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { idsOf } from "@/lib/domain/target-list";
import { findTaskType } from "@/lib/domain/task-types";
import { Icon } from "../../ui/icon";
import type { WizardDraft } from "../draft";
import { DevicePicker } from "../fleet/device-picker";
import { LookUpPanel } from "../fleet/look-up-panel";
import { type DeviceIdHandle, DeviceIdSource } from "../targets/device-id-source";
import type { TargetsPart } from "../targets/use-device-ids";
import { useLater } from "../targets/use-later";
import { FurtherDrafts } from "./further-drafts";
import { SourceCard, type SourceProps } from "./source-card";
import { useSplit } from "./use-split";

/** Devices by their ids: typed, read from a file, or picked on the platform. */
export function ListSource(props: SourceProps) {
  const { connection, controls, errors, choice, onBack, onContinue } = props;
  const t = useTranslations("wizard");
  const { draft, change } = controls;
  const { targets } = draft;
  const list = useRef<DeviceIdHandle>(null);
  const [picking, setPicking] = useState(false);
  const split = useSplit(connection.slug, controls);
  const bad = targets?.problemCount ?? 0;
  // Drawn when the list itself stands.
  const checkable = useLater((targets?.count ?? 0) > 0, 4);
  const proceed = async (part?: TargetsPart) => onContinue(part ?? (await list.current?.flush()));
  const leaveOutAll = async () => {
    const part = await list.current?.leaveOutProblems();
    const count = part?.targets?.count ?? 0;
    if (part && count > 0 && count <= createLimits.targets) await proceed(part);
  };
  const product = targets?.products[0]?.productId ?? null;
  const isUpgrade = draft.type !== null && findTaskType(draft.type)?.group === "upgrade";
  return (
    <>
      <SourceCard
        choice={choice}
        onBack={onBack}
        onContinue={() => void proceed()}
        actions={
          bad > 0 && (
            <button type="button" className="btn" onClick={() => void leaveOutAll()}>
              {t("leaveOutAll", { count: bad })}
            </button>
          )
        }
      >
        <DeviceIdSource
          ref={list}
          text={draft.targetsText}
          summary={targets}
          errors={errors}
          onChange={change}
          onSplit={split.split}
          actions={
            connection.kind === "v5" && (
              <button type="button" className="btn sm" onClick={() => setPicking(true)}>
                <Icon name="search" size="s" />
                {t("pickDevices")}
              </button>
            )
          }
        />
        <FurtherDrafts connection={connection.slug} split={split} />
      </SourceCard>
      {connection.kind === "v5" && checkable && (
        <LookUpPanel
          connection={connection.slug}
          count={targets?.count ?? 0}
          rate={connection.rateRead}
          productIds={isUpgrade ? productsOf(draft.packages) : null}
          stamp={draft.targetsText}
          ids={() => (targets ? idsOf(targets) : [])}
        />
      )}
      {picking && (
        <DevicePicker
          connection={connection.slug}
          appId={draft.appId}
          productId={product}
          onAdd={(ids) => void list.current?.append(ids)}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}

/** Null when any product will do: none was chosen yet, or a package is not bound to one. */
function productsOf(packages: WizardDraft["packages"]): string[] | null {
  const products = packages.flatMap(({ productId }) => productId ?? []);
  return products.length > 0 && products.length === packages.length ? products : null;
}
