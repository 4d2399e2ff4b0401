"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type ApiError, isOutcomeUnknown } from "@/lib/client/api-error";
import { operationKeys } from "@/lib/client/operation-queries";
import { faultOf } from "@/lib/client/step-up";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import { taskKeys } from "@/lib/client/task-queries";
import type { Problem } from "@/lib/contracts/problem";
import { type ActRequest, askAbove, meanCount } from "./act-request";

export type RetryScope = "failed" | "unfinished" | "causes";

/** What a dialog asks. `request`: the rows that were chosen before it opened; null: the whole task. */
export type ActQuestion =
  | { kind: "chooseRetry"; scope: RetryScope }
  | { kind: "retry"; request: ActRequest }
  | { kind: "stop" | "confirm" | "rerun"; request: ActRequest | null }
  | { kind: "delete" };

/** The numbers of a set that changed between the question and the answer. */
export type Difference = NonNullable<Problem["difference"]>;

export interface ActSurroundings {
  /** Not all rows of the task have been read. */
  incomplete: boolean;
  /** In a frame more than a few devices are typed, and what cannot be undone is done elsewhere. */
  embedded: boolean;
}

/** Asks, sends and follows what is done to one task. */
export function useActs(place: TaskPlace, { incomplete, embedded }: ActSurroundings) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [question, setQuestion] = useState<ActQuestion | null>(null);
  const [watched, watch] = useState<{ operationId: string; quietly: boolean } | null>(null);
  const [retried, setRetried] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<{ request: ActRequest; error: ApiError } | null>(null);

  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: operationKeys.ofTask(place.connection, place.taskId) }),
      queryClient.invalidateQueries({ queryKey: taskKeys.one(place.connection, place.taskId) }),
      queryClient.invalidateQueries({ queryKey: subtaskKeys.all(place) }),
    ]);

  const sending = useMutation({
    mutationFn: async ({ act, selection, key, making }: ActRequest) => {
      const { actOnTask } = await import("@/lib/client/act-on-task");
      return actOnTask({ place, act, selection, idempotencyKey: key, making });
    },
    onMutate: () => setFailure(null),
    onSuccess: async (answer, { act, targets }) => {
      setQuestion(null);
      if (act === "retry") setRetried((before) => new Set([...before, ...targets]));
      if (answer.kind === "task") router.push(`/c/${place.connection}/tasks/${answer.taskId}`);
      if (answer.kind === "operation") {
        watch({ operationId: answer.operation.id, quietly: act === "retry" && targets.length === 1 });
      }
      await refresh();
    },
    onError: (error, request) => {
      const fault = faultOf(error);
      if (!fault) return;
      setFailure({ request, error: fault });
      const found = fault.problem?.difference?.found;
      if (found === undefined) return;
      setQuestion((open) => askAnew(open, request, found));
      void refresh();
    },
  });

  const ask = (next: ActQuestion | null) => {
    setQuestion(next);
    // What may have been sent stays to be settled; a plain refusal has been read.
    setFailure((before) => (before && isOutcomeUnknown(before.error) ? before : null));
  };
  return {
    embedded,
    question,
    ask,
    watched,
    watch,
    /** Devices retried from this page, which keep their places in the table. */
    retried,
    failure,
    forgetFailure: () => setFailure(null),
    refresh,
    sending: sending.isPending,
    /** The device of a single retry on its way, for the button of its row. */
    sendingTarget:
      sending.isPending && sending.variables.act === "retry" && sending.variables.targets.length === 1
        ? sending.variables.targets[0]
        : null,
    send: (request: ActRequest) => sending.mutate(request),
    /** Sends a small retry at once; asks first about a large one, and about a set that may still change. */
    startRetry(request: ActRequest) {
      const sure = request.targets.length > 0 || !incomplete;
      if (sure && request.count !== null && request.count <= askAbove) sending.mutate(request);
      else ask({ kind: "retry", request });
    },
  };
}

export type Acts = ReturnType<typeof useActs>;

/** The same question about the number there is now; one that chooses among rows counts them anew by itself. */
function askAnew(open: ActQuestion | null, request: ActRequest, found: number): ActQuestion | null {
  if (found === 0) return open;
  if (open === null && request.act === "retry") return { kind: "retry", request: meanCount(request, found) };
  if (open === null || !("request" in open) || open.request === null) return open;
  return { ...open, request: meanCount(request, found) };
}
