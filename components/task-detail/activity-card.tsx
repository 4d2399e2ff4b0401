"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { isMoving, taskOperationsOptions } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import type { Task } from "@/lib/contracts/tasks";
import { countOperation } from "../operations/operation-counts";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { SafeText } from "../ui/safe-text";

const icons: Record<Operation["kind"], IconName> = {
  create: "plus",
  retry: "retry",
  stop: "stop",
  confirm: "check",
  delete: "trash",
  rerun: "clone",
};

interface ActivityCardProps {
  task: Task;
  onOpen: (operationId: string) => void;
}

/** What was done to this task, newest first. */
export function ActivityCard({ task, onOpen }: ActivityCardProps) {
  const t = useTranslations("task");
  const { data } = useQuery(taskOperationsOptions(task.connection, task.taskId));
  const operations = data?.items ?? [];
  return (
    <section className="card p-activity" aria-labelledby="activity-title">
      <header>
        <h2 id="activity-title">{t("activity")}</h2>
      </header>
      <div className="pad">
        <ol className="tl">
          {operations.map((operation) => (
            <ActivityItem key={operation.id} operation={operation} onOpen={onOpen} />
          ))}
          {!operations.some((operation) => operation.kind === "create" || operation.kind === "rerun") && (
            <li>
              <span className="pt">
                <Icon name="plus" size="s" />
              </span>
              <div>
                <p>
                  {task.createdBy
                    ? t.rich("did.create", { who: () => <Who name={task.createdBy?.name ?? ""} /> })
                    : t("createdOutside")}
                </p>
                <Moment at={task.createdAt} exact />
              </div>
            </li>
          )}
        </ol>
      </div>
    </section>
  );
}

function Who({ name }: { name: string }) {
  return (
    <b className="med">
      <SafeText text={name} />
    </b>
  );
}

function ActivityItem({
  operation,
  onOpen,
}: {
  operation: Operation;
  onOpen: (operationId: string) => void;
}) {
  const t = useTranslations("task");
  const words = useTranslations("operation");
  const counts = countOperation(operation);
  const perDevice = operation.kind !== "create" && operation.kind !== "rerun" && operation.kind !== "delete";
  const count = operation.total ?? counts.accepted + counts.refused;
  return (
    <li>
      <span className="pt">
        <Icon name={icons[operation.kind]} size="s" />
      </span>
      <div>
        <p>
          {t.rich(`did.${operation.kind}`, { count, who: () => <Who name={operation.createdBy.name} /> })}
        </p>
        <Moment at={operation.createdAt} exact />
        <div className="res">
          {isMoving(operation) && <span className="st own flush">{words(`state.${operation.state}`)}</span>}
          {operation.state === "failed" && operation.error && (
            <span className="st bare s-fail">
              <Icon name="fail" />
              {words("state.failed")}
            </span>
          )}
          {perDevice && counts.accepted > 0 && (
            <span className="st bare s-success">
              <Icon name="success" />
              {t("accepted", { count: counts.accepted })}
            </span>
          )}
          {perDevice && counts.refused > 0 && (
            <span className="st bare s-fail">
              <Icon name="fail" />
              {t("refused", { count: counts.refused })}
            </span>
          )}
          {(perDevice || operation.error || isMoving(operation)) && (
            <button type="button" className="linkbtn" onClick={() => onOpen(operation.id)}>
              {perDevice && count > 0 ? t("allResults", { count }) : t("details")}
            </button>
          )}
        </div>
      </div>
    </li>
  );
}
