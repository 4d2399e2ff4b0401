import type * as z from "zod";
import type { Answers, Endpoint } from "@/lib/contracts/endpoint";
import { ApiError } from "./api-error";
import { packBody } from "./pack-body";
import { problemOf } from "./read-problem";
import { reportSessionEnd } from "./session-end";

type Input<Schema extends z.ZodType> = z.input<Schema>;

/** Each status an endpoint answers with, beside the body that goes with it; files are fetched by their address. */
export type Answer<Answered extends Answers> = {
  [Status in Exclude<keyof Answered, "file">]: Answered[Status] extends z.ZodType
    ? { status: Status; body: z.output<Answered[Status]> }
    : { status: Status; body: null };
}[Exclude<keyof Answered, "file">];

export interface CallInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  params: Input<Params>;
  query: Input<Query>;
  body?: Input<Body>;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const base = "/api/v1";

/** In a frame the embed cookie counts, and the server is told so by a header no foreign page can send. */
export function isEmbedded(): boolean {
  return window.location.pathname.startsWith("/embed/");
}

/** The address of a call, from the endpoint's own path; parameters that are undefined are left out. */
export function addressOf(endpoint: Pick<Endpoint, "path">, params: object, query: object): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) search.append(name, String(each));
    }
  }
  const text = search.toString();
  return `${base}${path}${text ? `?${text}` : ""}`;
}

/**
 * Endpoints are imported where they are called, not above: they bring the parser of the contracts with them, and a
 * page that starts from the server's HTML can do without it until its first call.
 */

/**
 * Makes one call and returns its answer, parsed by the schema of its status. Throws `ApiError` for everything
 * else: a problem of the server, an answer of another shape (`bad_answer`) or none at all (`network`).
 */
export async function call<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answered extends Answers,
>(
  endpoint: Endpoint<Params, Query, Body, Answered>,
  input: CallInput<Params, Query, Body>,
): Promise<Answer<Answered>> {
  const address = addressOf(endpoint, input.params as object, input.query as object);
  const response = await send(endpoint, address, input);
  if (!response.ok) {
    const error = await problemOf(response);
    if (error.code === "unauthenticated") reportSessionEnd();
    throw error;
  }
  const schema = endpoint.answers[response.status as keyof Answers];
  if (schema === undefined) throw new ApiError("bad_answer", response.status, null);
  if (schema === true) return { status: response.status, body: null } as Answer<Answered>;
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new ApiError("bad_answer", response.status, null);
  return { status: response.status, body: parsed.data } as Answer<Answered>;
}

async function send(
  endpoint: Pick<Endpoint, "method">,
  address: string,
  input: { body?: unknown; idempotencyKey?: string; signal?: AbortSignal },
): Promise<Response> {
  const headers = new Headers({ accept: "application/json, application/problem+json" });
  if (isEmbedded()) headers.set("x-muster-context", "embed");
  if (input.body !== undefined) headers.set("content-type", "application/json");
  if (input.idempotencyKey) headers.set("idempotency-key", input.idempotencyKey);
  try {
    return await fetch(address, {
      method: endpoint.method,
      headers,
      body: input.body === undefined ? undefined : await packBody(input.body),
      signal: input.signal,
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw new ApiError("network", null, null);
  }
}
