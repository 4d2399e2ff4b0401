"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { isMoving, readRefused } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import { ActionButton } from "../ui/action-button";
import { PageLink } from "../ui/page-link";
import { actIcons } from "./act-icons";
import { actOnTargets } from "./act-request";
import type { Acts } from "./use-acts";

interface FollowUpProps {
  connection: string;
  operation: Operation;
  acts: Acts;
}

/** What comes after a write: the task it made, or the same once more for those that were refused. */
export function OperationFollowUp({ connection, operation, acts }: FollowUpProps) {
  const t = useTranslations("operation");
  if (operation.kind === "rerun") {
    const made = operation.taskId !== null;
    const page = made ? `tasks/${operation.taskId}` : `operations/${operation.id}`;
    return (
      <PageLink className="btn" href={`/c/${connection}/${page}`}>
        {t(made ? "openNewTask" : "openRequest")}
      </PageLink>
    );
  }
  const { kind } = operation;
  const perDevice = kind === "retry" || kind === "stop" || kind === "confirm";
  if (!perDevice || isMoving(operation) || operation.failed === 0) return null;
  return <AgainForRefused {...{ connection, operation, acts, act: kind }} />;
}

function AgainForRefused({
  connection,
  operation,
  acts,
  act,
}: FollowUpProps & { act: "retry" | "stop" | "confirm" }) {
  const t = useTranslations("operation");
  const reading = useMutation({
    mutationFn: () => readRefused(connection, operation.id),
    onSuccess: (targets) => {
      if (targets.length === 0) return;
      acts.watch(null);
      acts.ask({ kind: act, request: actOnTargets(act, targets) });
    },
  });
  return (
    <ActionButton icon={actIcons[act]} busy={reading.isPending} onPress={() => reading.mutate()}>
      {t("againFor", { kind: act, count: operation.failed })}
    </ActionButton>
  );
}
