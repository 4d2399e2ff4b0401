"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { operationKeys, sendRetry } from "@/lib/client/operation-queries";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import { taskKeys } from "@/lib/client/task-queries";
import { askAbove, type RetryRequest } from "./retry-request";

/** What the retry dialog opens on. */
export type RetryQuestion =
  | { kind: "choose"; scope: "failed" | "unfinished" | "causes" }
  | { kind: "confirm"; request: RetryRequest };

/** Asks, sends and follows retries of one task. `incomplete`: not all of its rows have been read. */
export function useRetry(place: TaskPlace, incomplete: boolean) {
  const queryClient = useQueryClient();
  const [question, ask] = useState<RetryQuestion | null>(null);
  const [watched, watch] = useState<{ operationId: string; quietly: boolean } | null>(null);
  const [retried, setRetried] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<{ request: RetryRequest; error: ApiError } | null>(null);

  const sending = useMutation({
    mutationFn: (request: RetryRequest) =>
      sendRetry({ ...place, selection: request.selection, idempotencyKey: request.key }),
    onMutate: () => setFailure(null),
    onSuccess: async (operation, request) => {
      ask(null);
      setRetried((before) => new Set([...before, ...request.targets]));
      watch({ operationId: operation.id, quietly: request.targets.length === 1 });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: operationKeys.ofTask(place.connection, place.taskId) }),
        queryClient.invalidateQueries({ queryKey: taskKeys.one(place.connection, place.taskId) }),
        queryClient.invalidateQueries({ queryKey: subtaskKeys.all(place) }),
      ]);
    },
    onError: (error, request) => {
      ask(null);
      const fault = asApiError(error);
      if (fault) setFailure({ request, error: fault });
    },
  });

  return {
    question,
    ask,
    watched,
    watch,
    /** Devices retried from this page, which keep their places in the table. */
    retried,
    failure,
    forgetFailure: () => setFailure(null),
    sending: sending.isPending,
    /** The device of a single retry on its way, for the button of its row. */
    sendingTarget:
      sending.isPending && sending.variables.targets.length === 1 ? sending.variables.targets[0] : null,
    send: (request: RetryRequest) => sending.mutate(request),
    /** Sends a small one at once; asks first about a large one, and about a set that may still change. */
    start(request: RetryRequest) {
      const sure = request.targets.length > 0 || !incomplete;
      if (sure && request.count !== null && request.count <= askAbove) sending.mutate(request);
      else ask({ kind: "confirm", request });
    },
  };
}

export type RetryControls = ReturnType<typeof useRetry>;
