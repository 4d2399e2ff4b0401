import { z } from "zod";
import type { Endpoint, EventShapes } from "@/lib/contracts/endpoint";
import { endpoints } from "@/lib/contracts/endpoints";
import { JsonObject } from "@/lib/contracts/json";
import { Problem } from "@/lib/contracts/problem";
import { describeInPlace, type NamedSchemas, nameSchemas } from "./named-schemas";

const introduction =
  "Tasks on fleets of devices, as snapshots of what the platform says. Every answer from the store tells how old it is " +
  "(`snapshot`). Errors are RFC 9457 problems; switch on `code`. With a session cookie, calls that change something " +
  "must come from a page of the console; a bearer token needs no cookie.";

const securitySchemes = {
  token: { type: "http", scheme: "bearer", description: "An API token." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "muster",
    description: "`__Host-muster` where the console is https.",
  },
};

let described: JsonObject | null = null;

/** The API as OpenAPI 3.1, made once from the list of endpoints. */
export function describeApi(): JsonObject {
  described ??= buildDescription(endpoints);
  return described;
}

export function buildDescription(list: readonly Endpoint[]): JsonObject {
  const schemas = nameSchemas(list);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of list) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: describe(endpoint, schemas),
    };
  }
  const description = {
    openapi: "3.1.0",
    info: { title: "Muster", version: "1", description: introduction },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes,
      responses: { Problem: problemAnswer(schemas) },
    },
  };
  return JsonObject.parse(JSON.parse(JSON.stringify(description)));
}

function describe(endpoint: Endpoint, schemas: NamedSchemas): Record<string, unknown> {
  const { id, summary, access } = endpoint;
  const requestBody = describeBody(endpoint, schemas);
  return {
    operationId: id,
    summary,
    ...(access === "public" ? { security: [] } : {}),
    "x-permission": access,
    parameters: describeParameters(endpoint),
    ...(requestBody ? { requestBody: { required: true, content: requestBody } } : {}),
    responses: { ...describeAnswers(endpoint, schemas), default: { $ref: "#/components/responses/Problem" } },
  };
}

function describeBody({ body, upload }: Endpoint, schemas: NamedSchemas): Record<string, unknown> | null {
  if (upload) {
    const description = `One file of at most ${upload.limit} bytes; its name decides how it is read.`;
    const schema = { type: "object", required: ["file"], properties: { file: { description, ...bytes } } };
    return { "multipart/form-data": { schema } };
  }
  if (body instanceof z.ZodUndefined) return null;
  return { "application/json": { schema: schemas.referTo(body) } };
}

const bytes = { type: "string", contentMediaType: "application/octet-stream" };

function describeParameters({ params, query, idempotent, answers }: Endpoint): unknown[] {
  const given = [...parametersOf(params, "path"), ...parametersOf(query, "query")];
  if (answers.events) return [...given, lastEventId];
  if (!idempotent) return given;
  const key = { type: "string", pattern: "^[\\x21-\\x7E]{1,128}$" };
  const description = "Yours, one for each act: the same key and body again give the first answer for 24 h.";
  return [...given, { name: "Idempotency-Key", in: "header", required: true, description, schema: key }];
}

const lastEventId = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  description:
    "The id of the last event received: what was missed since is told. One not known gives `reset`.",
  schema: { type: "string" },
};

/** An array in the query is a repeated parameter, which is OpenAPI's default style. */
function parametersOf(schema: z.ZodType, place: "path" | "query"): unknown[] {
  const { properties = {}, required = [] } = describeInPlace(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (required.includes(name) && !hasDefault(property)),
    schema: property,
  }));
}

function hasDefault(property: unknown): boolean {
  return typeof property === "object" && property !== null && "default" in property;
}

const meanings: Record<string, string> = {
  200: "The answer.",
  201: "Made.",
  202: "On its way: follow the operation.",
  204: "Done; there is no body.",
};

function describeAnswers({ answers, events = {} }: Endpoint, schemas: NamedSchemas): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      if (status === "file") return ["200", savedFile];
      if (status === "events") return ["200", describeEvents(events, schemas)];
      const description = meanings[status];
      if (schema === true) return [status, { description }];
      const content = { "application/json": { schema: schemas.referTo(schema) } };
      return [status, { description, ...(status === "200" ? {} : { headers: followHeaders }), content }];
    }),
  );
}

/** OpenAPI has no word for streams: `itemSchema` is that of 3.2, which readers of 3.1 pass over. */
function describeEvents(shapes: EventShapes, schemas: NamedSchemas): Record<string, unknown> {
  const itemSchema = {
    oneOf: Object.entries(shapes).map(([name, shape]) => ({
      type: "object",
      required: ["event", "data"],
      properties: {
        event: { const: name },
        id: { type: "string" },
        data: { type: "string", contentMediaType: "application/json", contentSchema: schemas.referTo(shape) },
      },
    })),
  };
  return {
    description: "Server-sent events, as they happen.",
    content: { "text/event-stream": { schema: { type: "string" }, itemSchema } },
  };
}

const savedFile = {
  description: "A file to save.",
  headers: { "Content-Disposition": { description: "Its name.", schema: { type: "string" } } },
  content: { "application/octet-stream": { schema: bytes } },
};

const followHeaders = {
  Location: { description: "The path of what was made or is to be followed.", schema: { type: "string" } },
  "Retry-After": { description: "Seconds to wait before asking again.", schema: { type: "integer" } },
};

function problemAnswer(schemas: NamedSchemas): Record<string, unknown> {
  return {
    description: "Refused or failed.",
    headers: { "Retry-After": { description: "Seconds; with 429 and 503.", schema: { type: "integer" } } },
    content: { "application/problem+json": { schema: schemas.referTo(Problem) } },
  };
}
