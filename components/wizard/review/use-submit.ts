"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { asApiError, isOutcomeUnknown } from "@/lib/client/api-error";
import { createTaskOnce } from "@/lib/client/create-task";
import { makeRandomKey } from "@/lib/client/random-key";
import { taskKeys } from "@/lib/client/task-queries";
import type { CreateTask } from "@/lib/contracts/create-task";
import type { DraftControls } from "./draft-provider";

/**
 * Sends the draft. Its key is made at the first press and kept until the draft changes or the server says that
 * nothing was made: however often it is pressed, however often the answer is lost, there is one task.
 */
export function useSubmit(connection: string, { draft, note, discard }: DraftControls) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const sending = useMutation({
    mutationFn: ({ task, key }: { task: CreateTask; key: string; revision: number }) =>
      createTaskOnce({ connection, task, idempotencyKey: key }),
    onMutate: ({ key }) => note({ sendKey: key, unknownSend: draft.unknownSend }),
    onSuccess: (result) => {
      void queryClient.invalidateQueries({ queryKey: taskKeys.lists(connection) });
      if (result.kind === "operation") {
        router.push(`/c/${connection}/operations/${result.operationId}`);
        return;
      }
      queryClient.setQueryData(taskKeys.one(connection, result.task.taskId), result.task);
      router.push(`/c/${connection}/tasks/${result.task.taskId}`);
      discard();
    },
    onError: (error, { task, key }) => {
      const fault = asApiError(error);
      const unknown = fault !== null && isOutcomeUnknown(fault);
      const earlier = draft.unknownSend?.key === key ? null : draft.unknownSend;
      note({
        sendKey: unknown ? key : null,
        unknownSend: unknown ? { key, name: task.name, at: new Date().toISOString() } : earlier,
      });
    },
  });
  const fault = sending.variables?.revision === draft.revision ? asApiError(sending.error) : null;
  return {
    /** Also while the next page is on its way: a second press finds nothing to do. */
    busy: sending.isPending || sending.isSuccess,
    /** Why this content was refused; a lost answer is no refusal. */
    error: fault && !isOutcomeUnknown(fault) ? fault : null,
    /** The draft as it stands was sent, and nobody knows whether it arrived. */
    unknown: draft.sendKey !== null && draft.unknownSend?.key === draft.sendKey && !sending.isPending,
    send: (task: CreateTask) => {
      if (sending.isPending || sending.isSuccess) return;
      sending.mutate({ task, key: draft.sendKey ?? makeRandomKey(), revision: draft.revision });
    },
  };
}

export type SubmitControls = ReturnType<typeof useSubmit>;
