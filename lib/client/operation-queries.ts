import { queryOptions } from "@tanstack/react-query";
import type { Operation } from "@/lib/contracts/operations";
import { call } from "./api";
import { paceOf } from "./live/pace";
import { pollEvery } from "./polling";

const movingStates = new Set<Operation["state"]>(["approval", "held", "queued", "running", "unknown"]);

/** Whether a write may still change. */
export function isMoving(operation: Pick<Operation, "state">): boolean {
  return movingStates.has(operation.state);
}

export const operationKeys = {
  all: (connection: string) => [["operations", connection] as const, ["operation", connection] as const],
  open: (connection: string) => ["operations", connection, "open"] as const,
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
    refetchInterval: ({ state: { data } }) =>
      !data || isMoving(data) ? operationPace(connection, data?.taskId ?? null) : false,
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
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(isMoving)
        ? operationPace(connection, taskId)
        : paceOf(pollEvery.operations, connection, taskId),
  });
}

/** A write that moves is looked at often, unless a stream tells: its task's, or that of the whole connection. */
function operationPace(connection: string, taskId: string | null): number {
  const { activeOperation, operationHeartbeat } = pollEvery;
  const ofTask = paceOf(activeOperation, connection, taskId, operationHeartbeat);
  return paceOf(ofTask, connection, null, operationHeartbeat);
}

const openStates: Operation["state"][] = ["approval", "held", "queued", "running", "unknown"];
/** A create that failed is news to its maker this long, in milliseconds. */
const newsMs = 15 * 60_000;

/** Creates and re-runs that are no tasks yet: on their way, held, lost, or failed a moment ago by this person. */
export function openCreatesOptions(connection: string, personId: string) {
  return queryOptions({
    queryKey: operationKeys.open(connection),
    queryFn: async ({ signal }) => {
      const { listOperations } = await import("@/lib/contracts/operations");
      const list = async (query: { kind?: "create"; state: Operation["state"][]; limit: number }) =>
        (await call(listOperations, { params: { connection }, query, signal })).body.items;
      const [moving, failed] = await Promise.all([
        list({ state: openStates, limit: 50 }),
        list({ kind: "create", state: ["failed"], limit: 5 }),
      ]);
      const open = moving.filter(({ kind }) => kind === "create" || kind === "rerun");
      const news = failed.filter(
        ({ createdBy, createdAt }) =>
          createdBy.id === personId && Date.now() - Date.parse(createdAt) < newsMs,
      );
      return [...open, ...news];
    },
    refetchInterval: (query) =>
      query.state.data?.some(({ state }) => state === "held" || state === "running")
        ? operationPace(connection, null)
        : paceOf(pollEvery.operations, connection, null),
  });
}

/** Takes back what is still held; 409 once it is being sent. */
export async function takeBack(connection: string, operationId: string): Promise<Operation> {
  const { takeBackOperation } = await import("@/lib/contracts/operations");
  return (await call(takeBackOperation, { params: { connection, operationId }, query: {} })).body;
}

/** Says what a lost create has made: this task, or (null) none. */
export async function settle(
  connection: string,
  operationId: string,
  taskId: string | null,
): Promise<Operation> {
  const { settleOperation } = await import("@/lib/contracts/operations");
  const input = { params: { connection, operationId }, query: {}, body: { taskId } };
  return (await call(settleOperation, input)).body;
}

/** Most results one answer of the server holds. */
const resultsAtOnce = 200;

/** The devices a write was refused for, read page by page until all of them are found. */
export async function readRefused(connection: string, operationId: string): Promise<string[]> {
  const { showOperation } = await import("@/lib/contracts/operations");
  const refused: string[] = [];
  for (let page = 1; ; page++) {
    const query = { page, limit: resultsAtOnce };
    const { body } = await call(showOperation, { params: { connection, operationId }, query });
    for (const { target, status } of body.results) if (status === "failure") refused.push(target);
    if (refused.length >= body.failed || page >= body.page.pages) return refused;
  }
}
