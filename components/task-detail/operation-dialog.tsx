"use client";

import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { isMoving, operationOptions } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import { HeldPanel } from "../operations/held-panel";
import { countOperation, type OperationCounts } from "../operations/operation-counts";
import { OperationError } from "../operations/operation-error";
import { OperationReason } from "../operations/operation-reason";
import { OperationResults } from "../operations/operation-results";
import { ActionButton } from "../ui/action-button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { Pager } from "../ui/pager";
import { ProblemCard } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";
import { OperationFollowUp } from "./operation-follow-up";
import type { Acts } from "./use-acts";
import { useRefreshAfter } from "./use-refresh-after";

interface OperationDialogProps {
  connection: string;
  taskId: string;
  operationId: string;
  acts: Acts;
  onClose: () => void;
}

/** How what was asked for goes, device by device where it has devices; closing it only takes it out of sight. */
export function OperationDialog({ connection, taskId, operationId, acts, onClose }: OperationDialogProps) {
  const t = useTranslations("operation");
  const [page, setPage] = useState(1);
  const query = useQuery(operationOptions(connection, operationId, page));
  const operation = query.data;
  const fault = asApiError(query.error);
  useRefreshAfter({ connection, taskId }, operation);
  const moving = !operation || isMoving(operation);
  return (
    <Dialog
      wide
      title={operation ? <OperationTitle operation={operation} /> : t("opening")}
      onClose={onClose}
      footer={
        <>
          {operation && <OperationFollowUp {...{ connection, operation, acts }} />}
          <ActionButton safe className={operation?.state === "held" ? "" : "primary"} onPress={onClose}>
            {moving ? t("goOn") : t("close")}
          </ActionButton>
        </>
      }
    >
      <div className="db scroll">
        {fault && !operation && <ProblemCard title={t("notShown")} error={fault} />}
        {operation && (isPerDevice(operation) || operation.results.length > 0) && (
          <OperationSummary operation={operation} />
        )}
        {operation && !isPerDevice(operation) && (
          <>
            <p className="soft">{t(`explain.${operation.state}`, { kind: operation.kind })}</p>
            {operation.create && (
              <p>{t.rich("newTask", { name: () => <SafeText text={operation.create?.name ?? ""} /> })}</p>
            )}
            <OperationReason operation={operation} />
          </>
        )}
        {operation?.state === "held" && (
          <HeldPanel connection={connection} operation={operation} onTakenBack={() => undefined} />
        )}
        {operation?.state === "unknown" && isPerDevice(operation) && (
          <p className="soft">{t("unknownText")}</p>
        )}
        {operation?.error && <OperationError error={operation.error} />}
        {moving && <p className="mute">{t("staysHere")}</p>}
        {operation && <OperationResults results={operation.results} />}
        {operation && operation.page.pages > 1 && (
          <Pager
            page={page}
            pages={operation.page.pages}
            size={50}
            summary={t("results", { count: operation.page.total })}
            onPage={setPage}
          />
        )}
      </div>
    </Dialog>
  );
}

/** A retry, stop or confirm; a new task or a delete is one thing. */
const isPerDevice = ({ kind }: Operation) => kind === "retry" || kind === "stop" || kind === "confirm";

function OperationTitle({ operation }: { operation: Operation }) {
  const t = useTranslations("operation");
  const { kind, state, total } = operation;
  const { accepted, refused, unknown } = countOperation(operation);
  if (!isPerDevice(operation)) return t(`headline.${state}`, { kind });
  if (state === "done") return t("titleDone", { kind, accepted, refused });
  if (state === "failed") return t("headline.failed", { kind });
  if (state === "unknown") return t("titleUnknown");
  if (state === "queued") return t("titleQueued");
  return total === null
    ? t("titleRunning", { kind })
    : t("titleRunningOf", { kind, answered: accepted + refused + unknown, total });
}

const marks: Record<keyof OperationCounts, { tone: string; icon: IconName }> = {
  accepted: { tone: "success", icon: "success" },
  refused: { tone: "fail", icon: "fail" },
  unknown: { tone: "retry", icon: "retrywait" },
  unsent: { tone: "waiting", icon: "waiting" },
};
const bars: Record<keyof OperationCounts, string> = {
  accepted: "p-success",
  refused: "p-fail",
  unknown: "p-retry",
  unsent: "p-waiting",
};

function OperationSummary({ operation }: { operation: Operation }) {
  const t = useTranslations("operation");
  const number = useFormatNumber();
  const counts = countOperation(operation);
  const kinds = (Object.keys(marks) as (keyof OperationCounts)[]).filter(
    (kind) => kind === "accepted" || (counts[kind] ?? 0) > 0,
  );
  return (
    <>
      <div className="res3">
        {kinds.map((kind) => (
          <div key={kind}>
            <span className={`st bare s-${marks[kind].tone}`}>
              <Icon name={marks[kind].icon} />
              {t(`counts.${kind}`)}
            </span>
            <b>{number(counts[kind] ?? 0)}</b>
          </div>
        ))}
      </div>
      {operation.total !== null && operation.total > 0 && (
        <div
          className="prog"
          role="img"
          aria-label={t("progress", { ...counts, unsent: counts.unsent ?? 0 })}
        >
          {kinds.map((kind) =>
            (counts[kind] ?? 0) > 0 ? (
              <i key={kind} className={bars[kind]} style={{ "--n": counts[kind] } as CSSProperties} />
            ) : null,
          )}
        </div>
      )}
      {operation.total === null && operation.state === "done" && (
        <p className="soft">{t("platformPicked")}</p>
      )}
    </>
  );
}
