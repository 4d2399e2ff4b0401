import type * as z from "zod";
import type { EndpointAccess } from "./permission";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Success statuses with their bodies; 204 has none; `file` is a 200 with bytes to save, `events` one that stays open. */
export type Answers = Partial<Record<200 | 201 | 202, z.ZodType>> & {
  204?: true;
  file?: true;
  events?: true;
};

/** Names of server-sent events with the shape of their data. */
export type EventShapes = Readonly<Record<string, z.ZodType>>;

/** `limit` is the most bytes of the file. */
export interface UploadRule {
  limit: number;
}

/**
 * One operation of the HTTP API. Routes parse and answer with it, the browser builds its calls from it and
 * openapi.json is made from it, so the three cannot differ.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answered extends Answers = Answers,
  Upload extends UploadRule | undefined = UploadRule | undefined,
> {
  id: string;
  method: Method;
  /** Below `/api/v1`, parameters in braces: `/connections/{connection}/tasks`. */
  path: string;
  summary: string;
  access: EndpointAccess;
  /** The answer depends on `Idempotency-Key` (security.md S4.10). */
  idempotent?: boolean;
  /** Only in a page session whose person proved themselves within the last minutes (security.md S1.10, S3.4). */
  stepUp?: boolean;
  /** Bytes of a JSON body, where it may be larger than usual. */
  bodyLimit?: number;
  /** Takes one `file` as multipart/form-data instead of a JSON body. */
  upload?: Upload;
  params: Params;
  query: Query;
  body: Body;
  answers: Answered;
  /** What the stream of one that answers `events` tells. */
  events?: EventShapes;
}

export function defineEndpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answered extends Answers,
  Upload extends UploadRule | undefined = undefined,
>(
  endpoint: Endpoint<Params, Query, Body, Answered, Upload>,
): Endpoint<Params, Query, Body, Answered, Upload> {
  return endpoint;
}
