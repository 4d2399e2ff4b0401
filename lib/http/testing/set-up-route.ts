import { expect, vi } from "vitest";
import { z } from "zod";
import { defineEndpoint } from "@/lib/contracts/endpoint";
import { ConnectionParams, NoBody, NoQuery } from "@/lib/contracts/path-params";
import { Problem } from "@/lib/contracts/problem";
import { createRoute, type RouteDeps } from "../route";

export interface Person {
  id: string;
}

const base = {
  summary: "",
  access: "read",
  params: ConnectionParams,
  query: z.strictObject({ status: z.array(z.string()).optional(), q: z.string().optional() }),
} as const;
const thing = z.strictObject({ name: z.string() });

export const readThing = defineEndpoint({
  ...base,
  id: "readThing",
  method: "GET",
  path: "/connections/{connection}/things",
  body: NoBody,
  answers: { 200: thing },
});
export const writeThing = defineEndpoint({
  ...base,
  id: "writeThing",
  method: "POST",
  path: "/connections/{connection}/things",
  access: "change",
  idempotent: true,
  body: z.strictObject({ name: z.string() }),
  answers: { 201: thing, 202: thing, 204: true },
});
export const sendThing = defineEndpoint({
  ...base,
  id: "sendThing",
  method: "PUT",
  path: "/connections/{connection}/things",
  access: "change",
  body: NoBody,
  upload: { limit: 1_000 },
  answers: { 200: thing },
});
export const fetchThing = defineEndpoint({
  ...base,
  id: "fetchThing",
  method: "GET",
  path: "/connections/{connection}/things",
  body: NoBody,
  answers: { file: true },
});
export const watchThing = defineEndpoint({
  ...base,
  id: "watchThing",
  method: "GET",
  path: "/connections/{connection}/events",
  body: NoBody,
  answers: { events: true },
  events: { thing },
});
export const openThing = defineEndpoint({
  ...readThing,
  id: "openThing",
  access: "public",
  params: z.strictObject({}),
});
export const openWrite = defineEndpoint({
  ...writeThing,
  id: "openWrite",
  access: "public",
  idempotent: false,
});
export const anyThing = defineEndpoint({
  ...readThing,
  id: "anyThing",
  path: "/things",
  access: "signed_in",
  params: z.strictObject({}),
  query: NoQuery,
});

export function setUp(
  overrides: Partial<RouteDeps<Person, { caller: Person | null; address: string | null }>> = {},
) {
  const log = { info: vi.fn(), error: vi.fn() };
  const deps = {
    authenticate: vi.fn(async ({ headers }: { headers: Headers }) =>
      headers.has("cookie") || headers.has("authorization") ? { id: "ann" } : null,
    ),
    checkAccess: vi.fn(),
    checkProof: vi.fn(),
    makeContext: vi.fn(({ caller, address }: { caller: Person | null; address: string | null }) => ({
      caller,
      address,
    })),
    appOrigin: "https://muster.example",
    log,
    clock: () => 0,
    ...overrides,
  };
  return { deps, log, route: createRoute(deps) };
}

export function get(query = "", headers: Record<string, string> = { cookie: "muster=x" }): Request {
  return new Request(`http://localhost/api/v1/connections/a/things${query}`, { headers });
}

export function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/api/v1/connections/a/things", {
    method: "POST",
    body,
    headers: {
      cookie: "muster=x",
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
      "idempotency-key": "k1",
      ...headers,
    },
  });
}

export const at = (connection: string) => ({ params: Promise.resolve({ connection }) });
/** As Next calls a route whose path has no parameters. */
export const nowhere = { params: Promise.resolve(undefined) };
export const named = JSON.stringify({ name: "x" });

/** The problem of a refusal, checked against its schema and its headers. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(response.headers.get("x-request-id")).toBe(problem.requestId);
  return problem;
}
