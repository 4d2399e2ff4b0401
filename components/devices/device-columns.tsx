"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { taskAtDevice } from "@/lib/client/device-url";
import type { DeviceTask } from "@/lib/contracts/device-tasks";
import type { Column } from "../data-table/column";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";
import { StatusPill } from "../ui/status-pill";
import { typeIcons } from "../ui/type-icons";
import { useWords } from "../ui/use-words";

/** A legacy task may have several commands for one device, each a row of its own. */
export function deviceRowKey({ task, subtask }: DeviceTask): string {
  return subtask.commandId ? `${task.taskId}.${subtask.commandId}` : task.taskId;
}

interface DeviceColumnOptions {
  connection: string;
  isOpen: (row: DeviceTask) => boolean;
  toggle: (key: string) => void;
}

export function useDeviceColumns({ connection, isOpen, toggle }: DeviceColumnOptions): Column<DeviceTask>[] {
  const t = useTranslations("device");
  return useMemo(
    () => [
      {
        key: "d-status",
        head: t("status"),
        cell: ({ subtask }) => <StatusPill status={subtask.status} form="bare" />,
      },
      { key: "d-task", head: t("task"), cell: (row) => <TaskCell row={row} connection={connection} /> },
      { key: "d-error", head: t("errorOrOutput"), cell: (row) => <ErrorCell row={row} /> },
      {
        key: "d-tries",
        right: true,
        head: t("tries"),
        cell: ({ subtask }) =>
          subtask.attempt ?? (
            <span className="mute" title={t("triesUnknown")}>
              –
            </span>
          ),
      },
      {
        key: "d-seen",
        right: true,
        head: t("changeSeen"),
        cell: ({ subtask }) => <Moment at={subtask.changedAt ?? subtask.firstSeenAt} />,
      },
      {
        key: "d-acts",
        right: true,
        head: <span className="sr">{t("details")}</span>,
        cell: (row) => {
          const open = isOpen(row);
          const key = deviceRowKey(row);
          return (
            <button
              type="button"
              className="iconbtn"
              aria-expanded={open}
              aria-controls={open ? `details-${key}` : undefined}
              aria-label={t("detailsOf", { name: row.task.name })}
              onClick={() => toggle(key)}
            >
              <Icon name={open ? "down" : "right"} />
            </button>
          );
        },
      },
    ],
    [t, connection, isOpen, toggle],
  );
}

function TaskCell({ row: { task, subtask }, connection }: { row: DeviceTask; connection: string }) {
  const type = useWords("type");
  return (
    <PageLink href={taskAtDevice(connection, task.taskId, subtask.target)} className="task-link">
      <span className="name">
        <SafeText text={task.name} />
      </span>
      <span className="sub ell">
        <Icon name={typeIcons[task.type] ?? "init"} size="xs" /> {type(task.type) ?? task.type} ·{" "}
        <Moment at={task.createdAt} />
      </span>
    </PageLink>
  );
}

/** One line: the message of a failure, else the output. */
function ErrorCell({ row: { subtask } }: { row: DeviceTask }) {
  const text = subtask.errorMessage ?? subtask.errorCode ?? subtask.output;
  if (!text) return <span className="mute">–</span>;
  return (
    <span className="ell block" title={text.slice(0, 400)}>
      <SafeText text={text.slice(0, 300)} />
      {subtask.errorCode && subtask.errorMessage && <span className="mono mute"> {subtask.errorCode}</span>}
    </span>
  );
}
