import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { endpoints } from "@/lib/contracts/endpoints";
import { liveEvents } from "@/lib/contracts/events";
import { describeApi } from "./describe-api";

const api = fileURLToPath(new URL("../../../app/api/v1/", import.meta.url));
const description = describeApi();
const text = JSON.stringify(description);

interface DescribedParameter {
  name: string;
  in: string;
  required: boolean;
  schema: Record<string, unknown>;
}

function operation(path: string, method: string) {
  const paths = description.paths as Record<string, Record<string, Record<string, unknown>>>;
  return paths[path]?.[method] as {
    operationId: string;
    parameters: DescribedParameter[];
    requestBody?: unknown;
    responses: Record<string, { content?: unknown; headers?: unknown }>;
  };
}

describe("the description", () => {
  it("names every endpoint once", () => {
    const ids = endpoints.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, path, method } of endpoints)
      expect(operation(path, method.toLowerCase()).operationId).toBe(id);
  });

  it("has every schema that it refers to, and refers to each by name only", () => {
    const { schemas } = description.components as { schemas: Record<string, unknown> };
    const targets = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(targets.length).toBeGreaterThan(20);
    for (const target of targets) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(target)?.[1];
      if (target === "#/components/responses/Problem") continue;
      expect(Object.keys(schemas), target).toContain(name);
    }
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(["Task", "Subtask", "Operation", "Problem"]));
    expect(text).not.toContain("__shared");
  });

  it("tells parameters, their places and the key that makes a call repeatable", () => {
    const { parameters } = operation("/connections/{connection}/tasks", "get");
    const find = (name: string) => parameters.find((parameter) => parameter.name === name);
    expect(find("connection")).toMatchObject({ in: "path", required: true });
    expect(find("status")).toMatchObject({ in: "query", required: false, schema: { type: "array" } });
    expect(find("limit")).toMatchObject({
      required: false,
      schema: { default: 50, maximum: 200, minimum: 1 },
    });
    const create = operation("/connections/{connection}/tasks", "post");
    expect(create.parameters.find(({ name }) => name === "Idempotency-Key")).toMatchObject({
      in: "header",
      required: true,
    });
    expect(create.requestBody).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/CreateTask" } } },
    });
    expect(Object.keys(create.responses)).toEqual(["200", "201", "202", "default"]);
  });

  it("closes what is sent and leaves open what is answered", () => {
    const { schemas } = description.components as { schemas: Record<string, Record<string, unknown>> };
    expect(schemas.CreateTask?.additionalProperties).toBe(false);
    expect(schemas.Task?.additionalProperties).toBeUndefined();
  });

  it("tells what a stream of events says, and how to go on with it", () => {
    const { parameters, responses } = operation("/connections/{connection}/events", "get");
    expect(parameters.find(({ name }) => name === "Last-Event-ID")).toMatchObject({
      in: "header",
      required: false,
    });
    const content = responses["200"]?.content as Record<string, { itemSchema: { oneOf: unknown[] } }>;
    const items = content["text/event-stream"]?.itemSchema.oneOf;
    expect(items).toHaveLength(Object.keys(liveEvents).length);
    const data = { contentSchema: { $ref: "#/components/schemas/watchEventsEventTask" } };
    expect(items).toContainEqual(
      expect.objectContaining({
        properties: expect.objectContaining({ data: expect.objectContaining(data) }),
      }),
    );
  });

  it("uses only path parameters that the path has", () => {
    for (const { path, method } of endpoints) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = operation(path, method.toLowerCase()).parameters.filter(
        (parameter) => parameter.in === "path",
      );
      expect(described.map(({ name }) => name).sort(), path).toEqual(inPath.sort());
    }
  });
});

describe("the route files", () => {
  it("export exactly the endpoints' methods, at their paths", () => {
    const exported = readdirSync(api, { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|[\\/])route\.ts$/.test(file))
      .flatMap((file) => {
        const path = `/${dirname(file).replaceAll("\\", "/")}`.replace(/\[(\w+)\]/g, "{$1}");
        const source = readFileSync(join(api, file), "utf8");
        return [...source.matchAll(/^export const ([A-Z]+)\b/gm)].map(([, method]) => `${method} ${path}`);
      });
    expect(exported.sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort());
  });
});
