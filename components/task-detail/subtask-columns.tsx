"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Subtask, SubtaskSort } from "@/lib/contracts/subtasks";
import { retryableSubtaskStatuses } from "@/lib/domain/statuses";
import type { Column, RowState } from "../data-table/column";
import { useTimeView } from "../time/clock";
import { MomentSeen } from "../time/moment";
import { ActionButton } from "../ui/action-button";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { DeviceId, deviceTail } from "../ui/id-text";
import { SafeText } from "../ui/safe-text";
import { StatusMark } from "../ui/status-pill";
import { useNamedLabel } from "../ui/use-named-label";
import { useStable } from "../ui/use-stable";
import { useWords } from "../ui/use-words";
import { DeviceHead } from "./device-head";

export interface SubtaskColumnOptions {
  /** The platform can retry this type in place. */
  inPlace: boolean;
  hindrance: string | null;
  sort: SubtaskSort;
  onSort: (sort: SubtaskSort) => void;
  toggle: (target: string) => void;
  retry: (target: string) => void;
}

/** Drawn once: React passes over what is the very same. */
const drawings = {
  open: <Icon name="down" />,
  shut: <Icon name="right" />,
};

/** What tells rows apart: a legacy task may name a device several times, each row a command of its own. */
export function subtaskKey(row: Subtask): string {
  return row.commandId ?? row.target;
}

/** Words and the clock are looked up here, once for all rows. */
export function useSubtaskColumns(options: SubtaskColumnOptions): Column<Subtask>[] {
  const { inPlace, hindrance, sort } = options;
  const t = useTranslations("task");
  const word = useWords("status");
  const view = useTimeView();
  const deviceCell = useDeviceCell();
  const retryLabel = useNamedLabel(t, "retryDevice");
  const detailsLabel = useNamedLabel(t, "detailsOf");
  const onSort = useStable(options.onSort);
  const toggle = useStable(options.toggle);
  const retry = useStable(options.retry);
  return useMemo(() => {
    const noTries = (
      <span className="mute" title={t("triesUnknown")}>
        –
      </span>
    );
    const retryWord = t("retry");
    return [
      {
        key: "k-device",
        head: <DeviceHead sort={sort} onSort={onSort} />,
        ...(sort === "seen"
          ? {}
          : { sorted: sort === "device" ? ("ascending" as const) : ("descending" as const) }),
        cell: deviceCell,
      },
      {
        key: "k-status",
        head: t("status"),
        cell: ({ status }, { kept, gone }) =>
          kept ? (
            <span className="st own flush">
              <Icon name="retry" />
              {t("retrySent")}
            </span>
          ) : gone ? (
            <span className="st own flush" title={t("movedText")}>
              <Icon name="history" />
              {t("moved")}
            </span>
          ) : (
            <StatusMark status={status} form="bare" word={word(status)} />
          ),
      },
      { key: "k-error", head: t("errorOrOutput"), cell: errorCell },
      {
        key: "k-tries",
        right: true,
        head: t("tries"),
        cell: (row) => row.attempt ?? noTries,
      },
      {
        key: "k-seen",
        right: true,
        head: t("changeSeen"),
        cell: (row) => <MomentSeen at={row.changedAt ?? row.firstSeenAt} view={view} />,
      },
      {
        key: "k-acts",
        right: true,
        head: <span className="sr">{t("actions")}</span>,
        cell: (row, state) =>
          actionsCell(row, state, { retryWord, retryLabel, detailsLabel, inPlace, hindrance, toggle, retry }),
      },
    ];
  }, [t, word, view, deviceCell, retryLabel, detailsLabel, inPlace, hindrance, sort, onSort, toggle, retry]);
}

/** A device's id, and under the pointer a button that copies it: hundreds that nobody sees would hold up the page. */
export function useDeviceCell(): (row: Pick<Subtask, "target">, state: RowState) => React.ReactNode {
  const t = useTranslations("task");
  const copy = useStable(useCopy());
  return useMemo(() => {
    const label = t("copyDevice");
    return ({ target }, { pointed }) => (
      <span className="row tight">
        <DeviceId id={target} />
        {pointed && (
          <button
            type="button"
            className="iconbtn copy"
            aria-label={label}
            title={label}
            onClick={() => copy(target)}
          >
            <Icon name="copy" size="s" />
          </button>
        )}
      </span>
    );
  }, [t, copy]);
}

/** One line: the message of a failure, else the output. */
export function errorCell({
  errorMessage,
  errorCode,
  output,
}: Pick<Subtask, "errorMessage" | "errorCode" | "output">) {
  const text = errorMessage ?? errorCode ?? output;
  if (!text) return <span className="mute">–</span>;
  return (
    <span className="ell block" title={text.slice(0, 400)}>
      <SafeText text={text.slice(0, 300)} />
      {errorCode && errorMessage && <span className="mono mute"> {errorCode}</span>}
    </span>
  );
}

interface ActionOptions extends Pick<SubtaskColumnOptions, "inPlace" | "hindrance" | "toggle" | "retry"> {
  retryWord: string;
  retryLabel: (name: string) => string;
  detailsLabel: (name: string) => string;
}

function actionsCell({ target, status }: Subtask, state: RowState, options: ActionOptions) {
  const { retryWord, retryLabel, detailsLabel, inPlace, hindrance, toggle, retry } = options;
  const { open, gone, kept, busy } = state;
  const name = deviceTail(target);
  return (
    <span className="row tight end">
      {inPlace && retryableSubtaskStatuses.includes(status) && !gone && !kept && (
        <ActionButton
          icon="retry"
          className="sm rt"
          hindrance={hindrance}
          busy={busy}
          label={retryLabel(name)}
          onPress={() => retry(target)}
        >
          {retryWord}
        </ActionButton>
      )}
      <button
        type="button"
        className="iconbtn"
        aria-expanded={open}
        aria-controls={open ? `details-${target}` : undefined}
        aria-label={detailsLabel(name)}
        onClick={() => toggle(target)}
      >
        {open ? drawings.open : drawings.shut}
      </button>
    </span>
  );
}
