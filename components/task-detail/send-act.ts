import type { QueryClient } from "@tanstack/react-query";
import { type ActAnswer, actOnTask } from "@/lib/client/act-on-task";
import { operationKeys } from "@/lib/client/operation-queries";
import { ProofDeclined } from "@/lib/client/step-up";
import { subtaskKeys, type TaskPlace } from "@/lib/client/subtask-queries";
import { taskKeys } from "@/lib/client/task-queries";
import type { ActQuestion } from "./act-question";
import { type ActRequest, meanCount } from "./act-request";

/** Sends what was asked for; null when the person chose not to prove who they are. Throws `ApiError`. */
export async function sendAct(place: TaskPlace, request: ActRequest): Promise<ActAnswer | null> {
  const { act, selection, key, written } = request;
  try {
    return await actOnTask({ place, act, selection, idempotencyKey: key, written });
  } catch (error) {
    if (error instanceof ProofDeclined) return null;
    throw error;
  }
}

/** Asks anew for everything an act may have changed. */
export async function refreshTask(queryClient: QueryClient, place: TaskPlace): Promise<void> {
  const { connection, taskId } = place;
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: operationKeys.ofTask(connection, taskId) }),
    queryClient.invalidateQueries({ queryKey: taskKeys.one(connection, taskId) }),
    queryClient.invalidateQueries({ queryKey: subtaskKeys.all(place) }),
  ]);
}

/** The same question about the number there is now; one that chooses among rows counts them anew by itself. */
export function askAnew(open: ActQuestion | null, request: ActRequest, found: number): ActQuestion | null {
  if (found === 0) return open;
  if (open === null && request.act === "retry") return { kind: "retry", request: meanCount(request, found) };
  if (open === null || !("request" in open) || open.request === null) return open;
  return { ...open, request: meanCount(request, found) };
}
