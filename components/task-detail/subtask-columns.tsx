"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Subtask, SubtaskSort } from "@/lib/contracts/subtasks";
import type { Column } from "../data-table/column";
import { Moment } from "../time/moment";
import { ActionButton } from "../ui/action-button";
import { CopyButton } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { DeviceId, deviceTail } from "../ui/id-text";
import { SafeText } from "../ui/safe-text";
import { StatusPill } from "../ui/status-pill";
import { isTakenBy } from "./act-request";
import { DeviceHead } from "./device-head";

export interface SubtaskColumnOptions {
  /** The platform can retry this type in place. */
  inPlace: boolean;
  hindrance: string | null;
  sendingTarget: string | null | undefined;
  /** Rows the filter no longer matches: retried from this page, or changed by themselves. */
  left: ReadonlySet<string>;
  gone: ReadonlySet<string>;
  sort: SubtaskSort;
  onSort: (sort: SubtaskSort) => void;
  isOpen: (target: string) => boolean;
  toggle: (target: string) => void;
  retry: (target: string) => void;
}

/** What tells rows apart: a legacy task may name a device several times, each row a command of its own. */
export function subtaskKey(row: Subtask): string {
  return row.commandId ?? row.target;
}

export function useSubtaskColumns(options: SubtaskColumnOptions): Column<Subtask>[] {
  const t = useTranslations("task");
  return useMemo(
    () => [
      {
        key: "k-device",
        head: <DeviceHead sort={options.sort} onSort={options.onSort} />,
        ...(options.sort === "seen"
          ? {}
          : { sorted: options.sort === "device" ? ("ascending" as const) : ("descending" as const) }),
        cell: (row) => <DeviceCell row={row} />,
      },
      {
        key: "k-status",
        head: t("status"),
        cell: (row) =>
          options.left.has(subtaskKey(row)) ? (
            <span className="st own flush">
              <Icon name="retry" />
              {t("retrySent")}
            </span>
          ) : options.gone.has(subtaskKey(row)) ? (
            <span className="st own flush" title={t("movedText")}>
              <Icon name="history" />
              {t("moved")}
            </span>
          ) : (
            <StatusPill status={row.status} form="bare" />
          ),
      },
      { key: "k-error", head: t("errorOrOutput"), cell: (row) => <ErrorCell row={row} /> },
      {
        key: "k-tries",
        right: true,
        head: t("tries"),
        cell: (row) =>
          row.attempt ?? (
            <span className="mute" title={t("triesUnknown")}>
              –
            </span>
          ),
      },
      {
        key: "k-seen",
        right: true,
        head: t("changeSeen"),
        cell: (row) => <Moment at={row.changedAt ?? row.firstSeenAt} />,
      },
      {
        key: "k-acts",
        right: true,
        head: <span className="sr">{t("actions")}</span>,
        cell: (row) => <ActionsCell row={row} options={options} />,
      },
    ],
    [t, options],
  );
}

export function DeviceCell({ row }: { row: Pick<Subtask, "target"> }) {
  const t = useTranslations("task");
  return (
    <span className="row tight">
      <DeviceId id={row.target} />
      <CopyButton text={row.target} label={t("copyDevice")} className="copy" />
    </span>
  );
}

/** One line: the message of a failure, else the output. */
export function ErrorCell({ row }: { row: Pick<Subtask, "errorMessage" | "errorCode" | "output"> }) {
  const text = row.errorMessage ?? row.errorCode ?? row.output;
  if (!text) return <span className="mute">–</span>;
  return (
    <span className="ell block" title={text.slice(0, 400)}>
      <SafeText text={text.slice(0, 300)} />
      {row.errorCode && row.errorMessage && <span className="mono mute"> {row.errorCode}</span>}
    </span>
  );
}

function ActionsCell({ row, options }: { row: Subtask; options: SubtaskColumnOptions }) {
  const t = useTranslations("task");
  const name = deviceTail(row.target);
  const open = options.isOpen(row.target);
  const moved = options.left.has(subtaskKey(row)) || options.gone.has(subtaskKey(row));
  return (
    <span className="row tight end">
      {options.inPlace && isTakenBy("retry", row.status) && !moved && (
        <ActionButton
          icon="retry"
          className="sm rt"
          hindrance={options.hindrance}
          busy={options.sendingTarget === row.target}
          label={t("retryDevice", { name })}
          onPress={() => options.retry(row.target)}
        >
          {t("retry")}
        </ActionButton>
      )}
      <button
        type="button"
        className="iconbtn"
        aria-expanded={open}
        aria-controls={open ? `details-${row.target}` : undefined}
        aria-label={t("detailsOf", { name })}
        onClick={() => options.toggle(row.target)}
      >
        <Icon name={open ? "down" : "right"} />
      </button>
    </span>
  );
}
