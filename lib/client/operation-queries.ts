import { queryOptions } from "@tanstack/react-query";
import type { Operation, Selection } from "@/lib/contracts/operations";
import { call } from "./api";
import { pollEvery } from "./polling";

const movingStates = new Set<Operation["state"]>(["approval", "held", "queued", "running", "unknown"]);

/** Whether a write may still change. */
export function isMoving(operation: Pick<Operation, "state">): boolean {
  return movingStates.has(operation.state);
}

export const operationKeys = {
  ofTask: (connection: string, taskId: string) => ["operations", connection, taskId] as const,
  one: (connection: string, operationId: string, page: number) =>
    ["operation", connection, operationId, page] as const,
};

export const resultsPerPage = 50;

export function operationOptions(connection: string, operationId: string, page = 1) {
  return queryOptions({
    queryKey: operationKeys.one(connection, operationId, page),
    queryFn: async ({ signal }) => {
      const query = { page, limit: resultsPerPage };
      const { showOperation } = await import("@/lib/contracts/operations");
      return (await call(showOperation, { params: { connection, operationId }, query, signal })).body;
    },
    placeholderData: (previous, query) => (query?.queryKey[2] === operationId ? previous : undefined),
    refetchInterval: (query) =>
      !query.state.data || isMoving(query.state.data) ? pollEvery.activeOperation : false,
  });
}

/** What was done to a task, newest first. */
export function taskOperationsOptions(connection: string, taskId: string) {
  return queryOptions({
    queryKey: operationKeys.ofTask(connection, taskId),
    queryFn: async ({ signal }) => {
      const { listOperations } = await import("@/lib/contracts/operations");
      const query = { taskId, limit: 20 };
      return (await call(listOperations, { params: { connection }, query, signal })).body;
    },
    refetchInterval: (query) =>
      query.state.data?.items.some(isMoving) ? pollEvery.activeOperation : pollEvery.operations,
  });
}

/** Sends a retry; repeating it with the same key never retries twice. */
export async function sendRetry(input: {
  connection: string;
  taskId: string;
  selection: Selection;
  idempotencyKey: string;
}): Promise<Operation> {
  const { connection, taskId, selection, idempotencyKey } = input;
  const { retryTask } = await import("@/lib/contracts/operations");
  const answer = await call(retryTask, {
    params: { connection, taskId },
    query: {},
    body: selection,
    idempotencyKey,
  });
  return answer.body;
}
