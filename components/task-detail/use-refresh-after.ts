"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isMoving, operationKeys } from "@/lib/client/operation-queries";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import { taskKeys } from "@/lib/client/task-queries";
import type { Operation } from "@/lib/contracts/operations";

/** When a write has come to rest, the task it changed is asked for again. */
export function useRefreshAfter({ connection, taskId }: TaskPlace, operation: Operation | undefined): void {
  const queryClient = useQueryClient();
  const resting = operation !== undefined && !isMoving(operation);
  useEffect(() => {
    if (!resting) return;
    void queryClient.invalidateQueries({ queryKey: taskKeys.one(connection, taskId) });
    void queryClient.invalidateQueries({ queryKey: subtaskKeys.all({ connection, taskId }) });
    void queryClient.invalidateQueries({ queryKey: operationKeys.ofTask(connection, taskId) });
  }, [resting, queryClient, connection, taskId]);
}
