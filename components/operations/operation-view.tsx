"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { isMoving, operationOptions } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { PageLink } from "../ui/page-link";
import { ProblemCard } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { HeldPanel } from "./held-panel";
import { OperationError } from "./operation-error";
import { OperationReason } from "./operation-reason";
import { OperationResults } from "./operation-results";
import { SettleChoices } from "./settle-choices";
import { TaskIdForm } from "./task-id-form";

interface OperationViewProps {
  connection: string;
  operationId: string;
  /** The connection speaks the legacy API. */
  legacy: boolean;
  /** The reader may change things here, so also say what came of a lost create. */
  mayChange: boolean;
}

const icons: Record<Operation["state"], IconName> = {
  approval: "user",
  held: "history",
  queued: "waiting",
  running: "running",
  unknown: "warn",
  done: "success",
  failed: "fail",
  cancelled: "x",
};
const tones: Partial<Record<Operation["state"], string>> = {
  done: "s-success",
  failed: "s-fail",
  unknown: "s-retry",
};

/** Muster has done what it can alone: it waits for a person. */
const isLeft = ({ state, error }: Operation) => state === "unknown" && error?.code === "conflict";

const makesTask = ({ kind }: Operation) => kind === "create" || kind === "rerun";

function explanationOf(operation: Operation, legacy: boolean) {
  if (isLeft(operation)) return "left";
  return operation.state === "unknown" && makesTask(operation) && legacy ? "unknownLegacy" : operation.state;
}

/** A write on its way. A create goes on to its task as soon as the platform has named it. */
export function OperationView({ connection, operationId, legacy, mayChange }: OperationViewProps) {
  const t = useTranslations("operation");
  const router = useRouter();
  const { data: operation, error } = useQuery(operationOptions(connection, operationId));
  const fault = asApiError(error);
  const [takenBackHere, setTakenBackHere] = useState(false);
  const isCreate = operation !== undefined && makesTask(operation);
  const taskId = isCreate ? operation.taskId : null;
  useEffect(() => {
    if (!taskId) return;
    router.replace(`/c/${connection}/tasks/${taskId}`);
  }, [taskId, connection, router]);
  const tasks = `/c/${connection}/tasks`;
  if (!operation) {
    return (
      <section className="card" aria-busy={error === null}>
        <h1 className="sr">{t("pageTitle")}</h1>
        {fault ? (
          <ProblemCard title={t("notShown")} error={fault} />
        ) : (
          <p className="mid" role="status">
            {t("opening")}
          </p>
        )}
      </section>
    );
  }
  const explanation = explanationOf(operation, legacy);
  const draftId = operation.create?.draftId ?? null;
  const isFree = operation.state === "failed" || operation.state === "cancelled";
  return (
    <>
      <title>{t("pageTitle")}</title>
      <section className="card">
        <div className={`mid ${tones[operation.state] ?? ""}`}>
          <Icon name={icons[operation.state]} size="l" />
          <h1 aria-live="polite">{t(`headline.${operation.state}`, { kind: operation.kind })}</h1>
          <p>{t(`explain.${explanation}`, { kind: operation.kind })}</p>
          <Facts operation={operation} />
          <OperationReason operation={operation} />
          {operation.state === "held" && (
            <HeldPanel
              connection={connection}
              operation={operation}
              onTakenBack={() => setTakenBackHere(true)}
            />
          )}
          {operation.error && <OperationError error={operation.error} />}
          {legacy && isCreate && operation.state === "unknown" && (
            <TaskIdForm connection={connection} operationId={operationId} />
          )}
          {mayChange && isCreate && isLeft(operation) && (
            <SettleChoices connection={connection} operation={operation} />
          )}
          <div className="row wrap justify-center">
            {draftId !== null && isFree && (
              <PageLink
                className="btn primary"
                ref={takenBackHere ? takeFocus : undefined}
                href={`${tasks}/new?draft=${draftId}&step=review`}
              >
                {t("backToDraft")}
              </PageLink>
            )}
            {operation.taskId && (
              <PageLink className="btn" href={`${tasks}/${operation.taskId}`}>
                {t("openTask")}
              </PageLink>
            )}
            <PageLink className="btn" href={tasks}>
              {t("allTasks")}
            </PageLink>
          </div>
          {isMoving(operation) && !isLeft(operation) && <p className="mute small">{t("staysHere")}</p>}
        </div>
        {operation.results.length > 0 && (
          <div className="pad">
            <OperationResults results={operation.results} />
          </div>
        )}
      </section>
    </>
  );
}

/** The button that was pressed is gone. */
const takeFocus = (link: HTMLElement | null) => link?.focus();

function Facts({ operation }: { operation: Operation }) {
  const t = useTranslations("operation");
  return (
    <dl className="kv text-left">
      <dt>{t("by")}</dt>
      <dd>
        <SafeText text={operation.createdBy.name} />
      </dd>
      <dt>{t("asked")}</dt>
      <dd>
        <Moment at={operation.createdAt} exact />
      </dd>
      {operation.create && (
        <>
          <dt>{t("taskName")}</dt>
          <dd>
            <SafeText text={operation.create.name} />
          </dd>
        </>
      )}
      {operation.takenBack && (
        <>
          <dt>{t("takenBackBy")}</dt>
          <dd>
            <SafeText text={operation.takenBack.by} />, <Moment at={operation.takenBack.at} exact />
          </dd>
        </>
      )}
      {operation.total !== null && operation.total > 0 && (
        <>
          <dt>{t("devices")}</dt>
          <dd>{t("number", { value: operation.total })}</dd>
        </>
      )}
    </dl>
  );
}
