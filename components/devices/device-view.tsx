"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { deviceTasksOptions } from "@/lib/client/device-queries";
import { deviceFields } from "@/lib/client/device-url";
import { useUrlState } from "@/lib/client/use-url-state";
import type { DeviceTask } from "@/lib/contracts/device-tasks";
import { subtaskStatuses } from "@/lib/domain/statuses";
import { DataTable } from "../data-table/data-table";
import { SkeletonRows } from "../data-table/skeleton-rows";
import { useLastGood } from "../data-table/use-last-good";
import { AddressNotice } from "../ui/address-notice";
import { Icon } from "../ui/icon";
import { Pager } from "../ui/pager";
import { ProblemCard } from "../ui/problem-details";
import { Tabs } from "../ui/tabs";
import { useWords } from "../ui/use-words";
import { deviceRowKey, useDeviceColumns } from "./device-columns";
import { NotLookedAt } from "./not-looked-at";

const DeviceRowDetails = lazy(async () => ({
  default: (await import("./device-row-details")).DeviceRowDetails,
}));

/** Every status. */
const all = "all";

/** One device in all tasks held here. */
export function DeviceView({ connection, deviceId }: { connection: string; deviceId: string }) {
  const t = useTranslations("device");
  const word = useWords("status");
  const { state, rejected, change } = useUrlState(deviceFields);
  const place = useMemo(() => ({ connection, deviceId }), [connection, deviceId]);
  const list = useQuery(deviceTasksOptions(place, state));
  const { data, outdated } = useLastGood(list.data, list.isError);
  const { open } = state;
  const isOpen = useCallback((row: DeviceTask) => open.includes(deviceRowKey(row)), [open]);
  const toggle = useCallback(
    (key: string) => {
      const rest = open.filter((each) => each !== key);
      change({ open: rest.length < open.length ? rest : [...open, key].slice(-10) }, "replace");
    },
    [open, change],
  );
  const columns = useDeviceColumns({ connection, isOpen, toggle });
  const error = asApiError(list.error);
  const page = data?.page;
  const counts = data?.byStatus ?? {};
  const known: readonly string[] = subtaskStatuses;
  const statuses = [...known, ...Object.keys(counts).filter((status) => !known.includes(status))];
  const tab = state.status.length === 1 ? (state.status[0] ?? null) : state.status.length === 0 ? all : null;
  const offset = (state.page - 1) * state.size;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <AddressNotice rejected={rejected} />
      {error && error.code !== "unauthenticated" && (
        <section className="card">
          <ProblemCard title={t("notRead")} error={error} />
        </section>
      )}
      {data && <NotLookedAt connection={connection} {...data.notLookedAt} />}
      <section className="card" aria-label={t("inTasks")}>
        <Tabs
          label={t("byStatus")}
          controls="device-rows"
          selected={tab}
          tabs={[
            { key: all, text: t("all"), ...(data ? { count: total } : {}) },
            ...statuses
              .filter((status) => (counts[status] ?? 0) > 0 || state.status.includes(status))
              .map((status) => ({ key: status, text: word(status) ?? status, count: counts[status] ?? 0 })),
          ]}
          onSelect={(key) => change({ status: key === all ? [] : [key], page: 1, open: [] }, "replace")}
        />
        <div id="device-rows" role="tabpanel" aria-label={t("inTasks")} tabIndex={-1}>
          {!page ? (
            <SkeletonRows
              columns={columns}
              className="devtasks"
              caption={t("inTasks")}
              waiting={list.isPending}
            />
          ) : data.items.length === 0 ? (
            <div className="mid">
              <Icon name="chip" size="l" />
              <h2>{total > 0 ? t("noneHere") : t("noneTitle")}</h2>
              <p>{total > 0 ? t("noneHereText") : t("noneText")}</p>
            </div>
          ) : (
            <DataTable
              caption={t("inTasks")}
              className="devtasks"
              columns={columns}
              rows={data.items}
              rowId={deviceRowKey}
              total={page.total}
              offset={offset}
              outdated={outdated || list.isPlaceholderData}
              details={{
                isOpen,
                render: (row) => (
                  <Suspense>
                    <DeviceRowDetails connection={connection} row={row} />
                  </Suspense>
                ),
              }}
              actions={{ open: toggle }}
            />
          )}
        </div>
        {page && page.total > 0 && (
          <Pager
            page={state.page}
            pages={page.pages}
            size={state.size}
            summary={t("shown", {
              from: Math.min(offset + 1, page.total),
              to: Math.min(offset + state.size, page.total),
              total: page.total,
            })}
            onPage={(next) => change({ page: next, open: [] }, "push")}
            onSize={(size) => change({ size, page: 1, open: [] }, "push")}
          />
        )}
      </section>
    </>
  );
}
