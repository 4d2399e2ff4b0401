"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import { readTaskNow, taskKeys } from "@/lib/client/task-queries";

/** Reads a task from the platform now; what fails shows in the task's own state. */
export function useReadNow(place: TaskPlace): { reading: boolean; readNow: () => void } {
  const queryClient = useQueryClient();
  const reading = useMutation({
    mutationKey: ["read-now", place.connection, place.taskId],
    mutationFn: () => readTaskNow(place.connection, place.taskId),
    onSuccess: async (task) => {
      queryClient.setQueryData(taskKeys.one(place.connection, place.taskId), task);
      await queryClient.invalidateQueries({ queryKey: subtaskKeys.all(place) });
    },
  });
  return {
    reading: reading.isPending,
    readNow: () => {
      if (!reading.isPending) reading.mutate();
    },
  };
}
