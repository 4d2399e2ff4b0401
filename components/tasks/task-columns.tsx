"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { TaskSummary } from "@/lib/contracts/tasks";
import { isFinalTaskStatus } from "@/lib/domain/statuses";
import { type TaskColumn, type TaskSort, taskColumns } from "@/lib/domain/task-list-url";
import type { Column } from "../data-table/column";
import { useTimeView } from "../time/clock";
import { isToday } from "../time/format-time";
import { Moment } from "../time/moment";
import { Ago } from "../time/span-text";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { shortenId } from "../ui/id-text";
import { Menu } from "../ui/menu";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";
import { StatusPill } from "../ui/status-pill";
import { typeIcons } from "../ui/type-icons";
import { useFormatNumber } from "../ui/use-format";
import { useWords } from "../ui/use-words";
import { SortHead, sortedBy } from "./sort-head";
import { TaskProgress } from "./task-progress";

interface TaskColumnOptions {
  /** `/c/…` or `/embed/c/…`: where the links of the rows lead. */
  root: string;
  /** Of those that can be left out. */
  shown: readonly TaskColumn[];
  sort: TaskSort;
  onSort: (sort: TaskSort) => void;
}

/** The columns of the list, in their order (ui.md §3). */
export function useTaskColumns({ root, shown, sort, onSort }: TaskColumnOptions): Column<TaskSummary>[] {
  const t = useTranslations("tasks");
  return useMemo(() => {
    const sortable = (first: TaskSort, text: string) => ({
      head: <SortHead text={text} first={first} sort={sort} onSort={onSort} />,
      sorted: sortedBy(first, sort),
    });
    const all: Column<TaskSummary>[] = [
      {
        key: "c-status",
        ...sortable("status", t("columns.status")),
        cell: (task) => <StatusPill status={task.status} form="auto" />,
      },
      {
        key: "c-task",
        ...sortable("name", t("columns.task")),
        cell: (task) => <TaskCell task={task} root={root} />,
      },
      { key: "c-type", head: t("columns.type"), cell: (task) => <TypeCell type={task.type} /> },
      { key: "c-progress", head: t("columns.progress"), cell: (task) => <TaskProgress task={task} /> },
      {
        key: "c-targets",
        ...sortable("-targets", t("columns.targets")),
        right: true,
        cell: (task) => <TargetsCell task={task} />,
      },
      {
        key: "c-failed",
        ...sortable("-failed", t("columns.failed")),
        right: true,
        cell: (task) => <FailedCell task={task} />,
      },
      {
        key: "c-created",
        ...sortable("-created", t("columns.created")),
        cell: (task) => <CreatedCell at={task.createdAt} />,
      },
      { key: "c-by", head: t("columns.by"), cell: (task) => <ByCell task={task} /> },
      {
        key: "c-more",
        right: true,
        head: <span className="sr">{t("columns.actions")}</span>,
        cell: (task) => <MoreCell task={task} root={root} />,
      },
    ];
    const hidden = new Set(
      taskColumns.filter((column) => !shown.includes(column)).map((name) => `c-${name}`),
    );
    return all.filter(({ key }) => !hidden.has(key));
  }, [t, root, shown, sort, onSort]);
}

function TaskCell({ task, root }: { task: TaskSummary; root: string }) {
  const type = useWords("type");
  return (
    <PageLink className="task-link" href={`${root}/tasks/${task.taskId}`}>
      <span className="name">
        <SafeText text={task.name} />
      </span>
      <span className="sub ell">
        <span className="type-under ell">{type(task.type) ?? task.type}</span>
        <span className="mono id-full">{task.taskId}</span>
        <span className="mono id-short" aria-hidden="true">
          {shortenId(task.taskId)}
        </span>
      </span>
    </PageLink>
  );
}

function TypeCell({ type }: { type: string }) {
  const word = useWords("type")(type);
  return (
    <span className="row">
      <Icon name={typeIcons[type] ?? "init"} className="mute" />
      <span title={type}>{word ?? <SafeText text={type} />}</span>
    </span>
  );
}

function TargetsCell({ task }: { task: TaskSummary }) {
  const number = useFormatNumber();
  return <>{number(Math.max(task.progress.total, task.targets.count))}</>;
}

function FailedCell({ task }: { task: TaskSummary }) {
  const number = useFormatNumber();
  const failed = task.progress.fail + task.progress.timeout;
  if (failed > 0) {
    return (
      <span className="failed">
        <Icon name="fail" size="s" />
        {number(failed)}
      </span>
    );
  }
  return (
    <span className="mute">{task.progress.total > 0 || isFinalTaskStatus(task.status) ? "0" : "–"}</span>
  );
}

function CreatedCell({ at }: { at: string }) {
  const { now } = useTimeView();
  const recent = now.getTime() - new Date(at).getTime() < 86_400_000;
  const view = useTimeView();
  return (
    <>
      <Moment at={at} className="block nowrap" />
      {recent && isToday(new Date(at), view) && (
        <span className="sub">
          <Ago at={at} />
        </span>
      )}
    </>
  );
}

function ByCell({ task }: { task: TaskSummary }) {
  const t = useTranslations("tasks");
  if (!task.createdBy) return <span className="soft">{t("outside")}</span>;
  return <SafeText text={task.createdBy.name} />;
}

function MoreCell({ task, root }: { task: TaskSummary; root: string }) {
  const t = useTranslations("tasks");
  const copy = useCopy();
  const address = `${root}/tasks/${task.taskId}`;
  return (
    <Menu
      label={t("moreActions", { name: task.name })}
      buttonClass="iconbtn"
      place="right"
      button={<Icon name="more" />}
      entries={[
        { kind: "item", key: "open", icon: "external", text: t("openInNewTab"), href: address, newTab: true },
        {
          kind: "item",
          key: "id",
          icon: "copy",
          text: t("copyId"),
          onSelect: () => void copy(task.taskId),
        },
        {
          kind: "item",
          key: "link",
          icon: "link",
          text: t("copyLink"),
          onSelect: () => void copy(`${window.location.origin}${address.replace(/^\/embed/, "")}`),
        },
      ]}
    />
  );
}
