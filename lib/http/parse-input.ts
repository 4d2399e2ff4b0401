import { z } from "zod";
import type { Endpoint } from "@/lib/contracts/endpoint";
import { invalidInput, parseWith } from "./invalid-input";
import { readJsonBody, requireNoBody } from "./read-body";
import { makeQueryReader } from "./read-query";
import { readUpload, type UploadedFile } from "./read-upload";
import type { Asked } from "./request-facts";

/** What a handler gets: everything from outside, parsed by the endpoint's schemas. */
export interface RouteInput<E extends Endpoint> {
  params: z.output<E["params"]>;
  query: z.output<E["query"]>;
  body: z.output<E["body"]>;
  /** Never null for an idempotent endpoint. */
  idempotencyKey: string | null;
  /** `Last-Event-ID`: how far a client of an event stream got; null when it has not said, or to other endpoints. */
  lastEventId: string | null;
  /** Only of endpoints that take one. */
  file: [NonNullable<E["upload"]>] extends [never] ? null : UploadedFile;
}

export type RawParams = Record<string, string | string[] | undefined>;

/** Parameters come first and alone, since access is decided by them before anything else is looked at. */
export function makeInputReader<E extends Endpoint>(endpoint: E) {
  const readQuery = makeQueryReader(endpoint.query);
  const takesBody = !(endpoint.body instanceof z.ZodUndefined);
  return {
    params(raw: RawParams): z.output<E["params"]> {
      return parseWith(endpoint.params as E["params"], raw, "path");
    },
    async rest(request: Asked): Promise<Omit<RouteInput<E>, "params">> {
      const query = readQuery(new URL(request.url).searchParams);
      const read = {
        query: parseWith(endpoint.query as E["query"], query, "query"),
        idempotencyKey: endpoint.idempotent ? readIdempotencyKey(request.headers) : null,
        lastEventId: endpoint.answers.events ? request.headers.get("last-event-id") : null,
      };
      const { upload, bodyLimit } = endpoint;
      const file = upload ? await readUpload(request, upload.limit) : null;
      if (!takesBody && !upload) await requireNoBody(request);
      const body = takesBody ? await readJsonBody(request, bodyLimit) : undefined;
      return {
        ...read,
        body: parseWith(endpoint.body as E["body"], body, "body"),
        // Which of the two it is depends on `upload` alone, as the type says.
        file: file as RouteInput<E>["file"],
      };
    },
  };
}

/** security.md S4.10: the key of the row that makes a repeated call give the first one's answer. */
export function readIdempotencyKey(headers: Headers): string {
  const key = headers.get("idempotency-key");
  if (key !== null && /^[\x21-\x7e]{1,128}$/.test(key)) return key;
  const message = "must be 1 to 128 visible ASCII characters";
  throw invalidInput("This call needs the header Idempotency-Key.", [{ path: "Idempotency-Key", message }]);
}
