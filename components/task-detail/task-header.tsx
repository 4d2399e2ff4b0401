"use client";

import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { useTimeView } from "../time/clock";
import { formatOffset } from "../time/format-calendar";
import { formatExactMoment, formatUtc, isToday } from "../time/format-time";
import { CopyButton, useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { ShortId } from "../ui/id-text";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";
import { StatusPill } from "../ui/status-pill";
import { typeIcons } from "../ui/type-icons";
import { useWords } from "../ui/use-words";
import { FrozenLink } from "./frozen-link";
import { taskAddress } from "./task-address";

interface TaskHeaderProps {
  task: Task;
  /** `/c/…`; null in a frame, where there are no crumbs. */
  root: string | null;
  actions: React.ReactNode;
  /** It is shown as it was: there is nothing to freeze. */
  frozen?: boolean;
}

export function TaskHeader({ task, root, actions, frozen = false }: TaskHeaderProps) {
  const t = useTranslations("task");
  const status = useWords("status")(task.status) ?? task.status;
  const old = task.snapshot.state === "unreachable" && !task.snapshot.final;
  return (
    <header className="thead">
      {root && (
        <nav className="crumbs" aria-label={t("breadcrumb")}>
          <PageLink href={`${root}/tasks`}>{t("tasks")}</PageLink>
          <Icon name="right" size="xs" />
          <span aria-current="page" className="ell">
            <SafeText text={task.name} />
          </span>
        </nav>
      )}
      <div className="trow">
        <div className="ttl">
          <h1>
            <SafeText text={task.name} />
          </h1>
          <StatusPill status={task.status} form={old ? "past" : "large"}>
            {old ? t("whenLastRead", { status }) : undefined}
          </StatusPill>
        </div>
        <div className="acts">{actions}</div>
      </div>
      <TaskMeta task={task} frozen={frozen} />
    </header>
  );
}

function TaskMeta({ task, frozen }: { task: Task; frozen: boolean }) {
  const t = useTranslations("task");
  const copy = useCopy();
  const type = useWords("type")(task.type);
  return (
    <ul className="meta">
      <li>
        <Icon name={typeIcons[task.type] ?? "init"} size="s" />
        {type ?? <SafeText text={task.type} />}
      </li>
      <li>
        <span className="mono id-full">{task.taskId}</span>
        <span className="id-short" aria-hidden="true">
          <ShortId id={task.taskId} />
        </span>
        <CopyButton text={task.taskId} label={t("copyId")} />
      </li>
      <li>
        <Icon name="user" size="s" />
        <Creation task={task} />
      </li>
      <li>
        <Icon name="link" size="s" />
        <button type="button" className="linkbtn" onClick={() => void copy(taskAddress(task))}>
          {t("copyLink")}
        </button>
      </li>
      {!frozen && <FrozenLink connection={task.connection} taskId={task.taskId} />}
    </ul>
  );
}

function Creation({ task }: { task: Task }) {
  const t = useTranslations("task");
  const view = useTimeView();
  const at = new Date(task.createdAt);
  const time = formatExactMoment(at, view);
  return (
    <span title={formatUtc(at)}>
      {task.createdBy ? <SafeText text={task.createdBy.name} /> : t("outside")}
      {t("comma")}
      <time dateTime={task.createdAt}>{isToday(at, view) ? t("today", { time }) : time}</time>{" "}
      <span className="mute">{formatOffset(at, view.timeZone)}</span>
    </span>
  );
}
