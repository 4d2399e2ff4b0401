"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { operationKeys, settle } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import { Moment } from "../time/moment";
import { ActionButton } from "../ui/action-button";
import { PageLink } from "../ui/page-link";
import { useHint, useProblemSentence } from "../ui/problem-details";
import { NothingMadeDialog } from "./nothing-made-dialog";

interface SettleChoicesProps {
  connection: string;
  operation: Operation;
}

/** What a person says about a lost create: which of the tasks that fit it made, or none. */
export function SettleChoices({ connection, operation }: SettleChoicesProps) {
  const t = useTranslations("operation");
  const sentence = useProblemSentence();
  const hint = useHint();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const settling = useMutation({
    mutationFn: (taskId: string | null) => settle(connection, operation.id, taskId),
    onSuccess: (after) => queryClient.setQueryData(operationKeys.one(connection, operation.id, 1), after),
    onSettled: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: operationKeys.open(connection) });
    },
  });
  const fault = asApiError(settling.error);
  const candidates = operation.candidates ?? [];
  return (
    <div className="pad text-left">
      {candidates.length > 0 && (
        <table className="mini">
          <caption className="sr">{t("candidates")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("candidateTask")}</th>
              <th scope="col">{t("candidateMade")}</th>
              <th scope="col">
                <span className="sr">{t("candidateChoice")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ taskId, createdAt }) => (
              <tr key={taskId}>
                <td>
                  <PageLink className="mono" href={`/c/${connection}/tasks/${taskId}`} target="_blank">
                    {taskId}
                  </PageLink>
                </td>
                <td>{createdAt ? <Moment at={createdAt} exact /> : t("candidateUntold")}</td>
                <td>
                  <ActionButton
                    className="sm"
                    busy={settling.isPending}
                    label={t("thisIsItNamed", { taskId })}
                    onPress={() => settling.mutate(taskId)}
                  >
                    {t("thisIsIt")}
                  </ActionButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="row wrap tight mt-2">
        <ActionButton className="sm" busy={settling.isPending} onPress={() => setAsking(true)}>
          {t("nothingMade")}
        </ActionButton>
        <span role="status">{fault && (hint(fault.problem) ?? sentence(fault))}</span>
      </p>
      {asking && (
        <NothingMadeDialog
          name={operation.create?.name ?? ""}
          busy={settling.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => settling.mutate(null)}
        />
      )}
    </div>
  );
}
