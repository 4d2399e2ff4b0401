"use client";

import { useTranslations } from "use-intl";
import type { LiveTargets } from "@/lib/contracts/target-checks";
import { Moment } from "../../time/moment";
import { useProblemSentence } from "../../ui/problem-details";
import { SafeText } from "../../ui/safe-text";
import { StatusPill } from "../../ui/status-pill";
import { useFormatNumber } from "../../ui/use-format";
import { useWords } from "../../ui/use-words";
import type { Reviewed } from "./read-reviewed";
import type { LiveFacts } from "./use-review-facts";

interface LiveTasksProps {
  connection: string;
  reviewed: Reviewed;
  facts: LiveFacts;
}

const mostShown = 5;

/** Other tasks that are still working on some of these devices, from our own snapshots. */
export function LiveTasks({ connection, reviewed, facts: { live, liveError } }: LiveTasksProps) {
  const t = useTranslations("review");
  const sentence = useProblemSentence();
  if (!live) {
    return (
      <p className="soft" role="status">
        {liveError ? t("live.failed", { why: sentence(liveError) }) : t("live.looking")}
      </p>
    );
  }
  const { tasks, unknownTasks, checkedAt } = live;
  return (
    <div className="stack tight">
      <p className="soft" role="status">
        {t.rich(tasks.length > 0 ? "live.some" : "live.none", {
          count: reviewed.count ?? 0,
          tasks: tasks.length,
          time: () => <Moment at={checkedAt} exact />,
        })}
      </p>
      {tasks.length > 0 && <TaskTable connection={connection} tasks={tasks.slice(0, mostShown)} />}
      {tasks.length > mostShown && (
        <p className="mute small">{t("live.more", { count: tasks.length - mostShown })}</p>
      )}
      {unknownTasks.length > 0 && (
        <p className="mute small">{t("live.unknown", { count: unknownTasks.length })}</p>
      )}
    </div>
  );
}

function TaskTable({ connection, tasks }: { connection: string; tasks: LiveTargets["tasks"] }) {
  const t = useTranslations("review");
  const number = useFormatNumber();
  const word = useWords("type");
  return (
    <table className="low livetasks">
      <caption className="sr">{t("live.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("live.task")}</th>
          <th scope="col" className="r">
            {t("live.devices")}
          </th>
          <th scope="col">{t("live.status")}</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map(({ taskId, name, type, status, count }) => (
          <tr key={taskId}>
            <td>
              <a href={`/c/${connection}/tasks/${taskId}`} target="_blank" rel="noopener">
                <SafeText text={name} />
                <span className="sr">{t("newTab")}</span>
              </a>
              <span className="sub">{word(type) ?? type}</span>
            </td>
            <td className="r">{number(count)}</td>
            <td>
              <StatusPill status={status} form="auto" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
