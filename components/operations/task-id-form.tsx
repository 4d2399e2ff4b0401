"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { operationOptions } from "@/lib/client/operation-queries";
import { taskOptions } from "@/lib/client/task-queries";
import { PageLink } from "../ui/page-link";
import { useProblemSentence } from "../ui/problem-details";
import { SafeText } from "../ui/safe-text";

interface TaskIdFormProps {
  connection: string;
  operationId: string;
}

/**
 * Opens a task for a legacy create whose answer was lost. The server tells whether it is what that create made; when
 * it is, the operation names it and the page goes on to it.
 */
export function TaskIdForm({ connection, operationId }: TaskIdFormProps) {
  const t = useTranslations("operation");
  const id = useId();
  const sentence = useProblemSentence();
  const queryClient = useQueryClient();
  const opening = useMutation({
    mutationFn: async (taskId: string) => {
      const task = await queryClient.fetchQuery({ ...taskOptions(connection, taskId), staleTime: 0 });
      const options = { ...operationOptions(connection, operationId), staleTime: 0 };
      const operation = await queryClient.fetchQuery(options);
      return operation.taskId === null ? task : null;
    },
  });
  const fault = asApiError(opening.error);
  const other = opening.data;
  return (
    <form
      className="pad text-left"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get("task") ?? "").trim();
        if (typed !== "" && !opening.isPending) opening.mutate(typed);
      }}
    >
      <div className="row tight wrap">
        <label className="small whitespace-nowrap" htmlFor={id}>
          {t("enterTaskId")}
        </label>
        <span className="input low max-w-90 grow">
          <input
            id={id}
            name="task"
            className="mono"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={64}
            pattern="[A-Za-z0-9_\-]+"
            aria-describedby={`${id}-help`}
          />
        </span>
        <button type="submit" className="btn sm" disabled={opening.isPending}>
          {t("takeTask")}
        </button>
      </div>
      <p className="mute small" id={`${id}-help`}>
        {t("taskIdHelp")}
      </p>
      <div role="status">
        {fault && <p>{fault.code === "not_found" ? t("noSuchTask") : sentence(fault)}</p>}
        {other && (
          <p>
            {t.rich("isOther", {
              name: () => <SafeText text={other.name} />,
              link: (text) => <PageLink href={`/c/${connection}/tasks/${other.taskId}`}>{text}</PageLink>,
            })}
          </p>
        )}
      </div>
    </form>
  );
}
