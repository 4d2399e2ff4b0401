import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ConnectionState } from "@/lib/contracts/connection-states";
import type { Connection } from "@/lib/contracts/connections";
import type {
  ConnectionTestResult,
  CreateConnection,
  TestConnection,
  UpdateConnection,
} from "@/lib/contracts/save-connection";
import { call } from "./api";
import { pollEvery } from "./polling";
import { withProof } from "./step-up";

export const connectionKeys = {
  list: () => ["connections"] as const,
  states: () => ["connection-states"] as const,
};

export function connectionListOptions() {
  return queryOptions({
    queryKey: connectionKeys.list(),
    queryFn: async ({ signal }) => {
      const { listConnections } = await import("@/lib/contracts/connections");
      return (await call(listConnections, { params: {}, query: {}, signal })).body.items;
    },
  });
}

/** How each living connection is; for administrators. */
export function connectionStatesOptions() {
  return queryOptions({
    queryKey: connectionKeys.states(),
    queryFn: async ({ signal }) => {
      const { listConnectionStates } = await import("@/lib/contracts/connection-states");
      return (await call(listConnectionStates, { params: {}, query: {}, signal })).body.items;
    },
    refetchInterval: pollEvery.list,
  });
}

/*
 * Acts that carry secrets are plain functions and no mutations: the cache of mutations keeps what it was called with.
 * Each asks for a fresh proof when the server wants one and throws `ApiError` or `ProofDeclined`.
 */

export async function createConnection(body: CreateConnection): Promise<Connection> {
  const { createConnection: endpoint } = await import("@/lib/contracts/save-connection");
  return withProof(async () => (await call(endpoint, { params: {}, query: {}, body })).body);
}

export async function updateConnection(connection: string, body: UpdateConnection): Promise<Connection> {
  const { updateConnection: endpoint } = await import("@/lib/contracts/save-connection");
  return withProof(async () => (await call(endpoint, { params: { connection }, query: {}, body })).body);
}

export async function archiveConnection(connection: string): Promise<void> {
  const { deleteConnection: endpoint } = await import("@/lib/contracts/save-connection");
  await withProof(() => call(endpoint, { params: { connection }, query: {} }));
}

export async function testConnection(body: TestConnection): Promise<ConnectionTestResult> {
  const { testConnection: endpoint } = await import("@/lib/contracts/save-connection");
  return withProof(async () => (await call(endpoint, { params: {}, query: {}, body })).body);
}

/** The connection as it is now; null when nobody may see it any more. Reads past the cache. */
export async function readConnection(queryClient: QueryClient, slug: string): Promise<Connection | null> {
  const items = await queryClient.fetchQuery({ ...connectionListOptions(), staleTime: 0 });
  return items.find((connection) => connection.slug === slug) ?? null;
}

/** The test of a saved connection is what its state says from now on. */
export function keepTestResult(
  queryClient: QueryClient,
  connection: string,
  lastTest: ConnectionTestResult,
): void {
  queryClient.setQueryData(connectionKeys.states(), (states: ConnectionState[] | undefined) =>
    states?.map((state) => (state.connection === connection ? { ...state, lastTest } : state)),
  );
}

/** After a connection was added, changed or archived. */
export async function refreshConnections(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: connectionKeys.list() }),
    queryClient.invalidateQueries({ queryKey: connectionKeys.states() }),
  ]);
}
