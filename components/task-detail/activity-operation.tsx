"use client";

import { useTranslations } from "use-intl";
import { isMoving } from "@/lib/client/operation-queries";
import type { Activity } from "@/lib/contracts/activity";
import { countOperation } from "../operations/operation-counts";
import { OperationReason } from "../operations/operation-reason";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { type ActivityItemProps, ActivityLine, Who } from "./activity-line";
import { ActivitySet } from "./activity-set";
import { TaskLink } from "./task-link";

type Write = Extract<Activity, { kind: "operation" }>;

const icons: Record<Write["operation"]["kind"], IconName> = {
  create: "plus",
  retry: "retry",
  stop: "stop",
  confirm: "check",
  delete: "trash",
  rerun: "clone",
};

/** A write: how its set was chosen, how far it is or what came of it, and the way to the result of each device. */
export function ActivityOperation({ item, root, taskId, onOpen }: ActivityItemProps & { item: Write }) {
  const t = useTranslations("task");
  const words = useTranslations("activity");
  const { operation, related, set } = item;
  const { kind } = operation;
  const counts = countOperation(operation);
  const made = operation.taskId === taskId;
  const perDevice = kind === "retry" || kind === "stop" || kind === "confirm";
  const count = operation.total ?? counts.accepted + counts.refused;
  const who = () => <Who name={operation.createdBy.name} />;
  return (
    <ActivityLine
      icon={icons[kind]}
      at={item.at}
      surface={item.surface}
      text={
        kind === "rerun" && !made
          ? words.rich("rerun", { who, count })
          : t.rich(`did.${kind}`, { count, who })
      }
    >
      {set && <ActivitySet set={set} />}
      {related && (
        <p className="small">
          {words.rich(made ? "rerunOf" : "rerunAs", {
            task: () => <TaskLink root={root} task={related} />,
          })}
        </p>
      )}
      <OperationReason operation={operation} />
      <Outcome operation={operation} perDevice={perDevice} count={count} onOpen={onOpen} />
    </ActivityLine>
  );
}

function Outcome({
  operation,
  perDevice,
  count,
  onOpen,
}: {
  operation: Write["operation"];
  perDevice: boolean;
  count: number;
  onOpen: (operationId: string) => void;
}) {
  const t = useTranslations("task");
  const words = useTranslations("operation");
  const counts = countOperation(operation);
  const { state, error } = operation;
  return (
    <div className="res">
      {(isMoving(operation) || state === "cancelled") && (
        <span className="st own flush">{words(`state.${state}`)}</span>
      )}
      {state === "failed" && error && (
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
      {(perDevice || error) && (
        <button type="button" className="linkbtn" onClick={() => onOpen(operation.id)}>
          {perDevice && count > 0 ? t("allResults", { count }) : t("details")}
        </button>
      )}
    </div>
  );
}
