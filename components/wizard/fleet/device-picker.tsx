"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { deviceOptions } from "@/lib/client/fleet-queries";
import { ActionButton } from "../../ui/action-button";
import { DebouncedInput } from "../../ui/debounced-input";
import { Dialog } from "../../ui/dialog";
import { ProblemCard } from "../../ui/problem-details";
import { DeviceRows } from "./device-rows";
import { ProductSelect } from "./product-select";
import { useSettled } from "./use-settled";

interface DevicePickerProps {
  connection: string;
  appId: string | null;
  /** The product to begin with; the person may choose another. */
  productId?: string | null;
  onAdd: (ids: string[]) => void;
  onClose: () => void;
}

/** On top of the field's own pause. */
const settledMs = 500;

/** A dialog to find devices on the platform and take some along; what is chosen stays so while searching on. */
export function DevicePicker({ connection, appId, productId = null, onAdd, onClose }: DevicePickerProps) {
  const t = useTranslations("fleet");
  const [q, search] = useState("");
  const [product, choose] = useState(productId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // The platform's own search takes one call a second, of everybody: half a word is not worth one.
  const asked = useSettled(q, settledMs) ?? "";
  const devices = useInfiniteQuery(
    deviceOptions(connection, { q: asked, appId, productId: product, groupId: null }),
  );
  const fault = asApiError(devices.error);
  const pages = devices.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  const change = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    setChosen(next);
  };
  return (
    <Dialog
      wide
      title={t("pickDevices")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {t("cancel")}
          </button>
          <ActionButton
            className="primary"
            hindrance={chosen.size === 0 ? t("noneChosen") : null}
            onPress={() => {
              onAdd([...chosen]);
              onClose();
            }}
          >
            {t("addDevices", { count: chosen.size })}
          </ActionButton>
        </>
      }
    >
      <div className="db">
        <div className="row wrap">
          <DebouncedInput
            label={t("searchDevices")}
            icon="search"
            className="grow"
            value={q}
            onChange={search}
          />
          <ProductSelect connection={connection} appId={appId} chosen={product} onChoose={choose} />
        </div>
        <p className="hint">{t("searchDevicesHint")}</p>
      </div>
      {fault ? (
        <ProblemCard title={t("devicesNotRead")} error={fault}>
          <button type="button" className="btn sm" onClick={() => void devices.refetch()}>
            {t("tryAgain")}
          </button>
        </ProblemCard>
      ) : (
        <div className="db scroll">
          <DeviceRows
            rows={rows}
            total={pages[0]?.total ?? null}
            waiting={devices.isPending || asked !== q}
            searched={q !== ""}
            ended={!devices.hasNextPage}
            chosen={chosen}
            onChange={change}
          />
          {devices.hasNextPage && (
            <button
              type="button"
              className="linkbtn justify-self-start"
              aria-busy={devices.isFetchingNextPage}
              onClick={() => void devices.fetchNextPage()}
            >
              {t(rows.length === 0 ? "lookOn" : "moreDevices")}
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}
