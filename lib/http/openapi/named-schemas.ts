import { z } from "zod";
import { Advice, CauseNote } from "@/lib/contracts/advice";
import { KnownCause } from "@/lib/contracts/cause-notes";
import { Connection, ConnectionList } from "@/lib/contracts/connections";
import { CreateTask } from "@/lib/contracts/create-task";
import type { Endpoint } from "@/lib/contracts/endpoint";
import {
  Device,
  DeviceGroup,
  DeviceGroupList,
  DeviceList,
  GroupMemberList,
} from "@/lib/contracts/fleet-pickers";
import { JsonObject } from "@/lib/contracts/json";
import { Operation, OperationList, Selection, TargetResult } from "@/lib/contracts/operations";
import { Page } from "@/lib/contracts/page";
import { PackageList, ResourceSpace, ResourceSpaceList, UpgradePackage } from "@/lib/contracts/pickers";
import { Problem } from "@/lib/contracts/problem";
import { Product, ProductList, ProductWithModel } from "@/lib/contracts/products";
import { CallerInfo } from "@/lib/contracts/session";
import { Snapshot } from "@/lib/contracts/snapshot";
import { CauseCount, Subtask, SubtaskList, SubtaskSummary } from "@/lib/contracts/subtasks";
import { LiveTargets, TargetCheck } from "@/lib/contracts/target-checks";
import { Capabilities, Progress, Task, TaskList, TaskPolicy, TaskSummary } from "@/lib/contracts/tasks";

/** Schemas that people will look up by name; every other top-level one is named after its endpoint. */
const answers = {
  Advice,
  CallerInfo,
  Capabilities,
  CauseCount,
  CauseNote,
  Connection,
  ConnectionList,
  Device,
  DeviceGroup,
  DeviceGroupList,
  DeviceList,
  GroupMemberList,
  JsonObject,
  KnownCause,
  LiveTargets,
  Operation,
  OperationList,
  PackageList,
  Page,
  Problem,
  Product,
  ProductList,
  ProductWithModel,
  Progress,
  ResourceSpace,
  ResourceSpaceList,
  Snapshot,
  Subtask,
  SubtaskList,
  SubtaskSummary,
  TargetCheck,
  TargetResult,
  Task,
  TaskList,
  TaskPolicy,
  TaskSummary,
  UpgradePackage,
};
const bodies = { CreateTask, JsonObject, Selection };

type Registry = z.core.$ZodRegistry<{ id: string }>;
type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface NamedSchemas {
  /** `#/components/schemas/{name}` for a schema that is a body or an answer of an endpoint. */
  referTo(schema: z.ZodType): { $ref: string };
  components: Record<string, JsonSchema>;
}

export function nameSchemas(endpoints: readonly Endpoint[]): NamedSchemas {
  const given = register(bodies);
  const taken = register(answers);
  for (const { id, body, answers: declared, events = {} } of endpoints) {
    if (!(body instanceof z.ZodUndefined) && !given.has(body)) given.add(body, { id: `${id}Body` });
    for (const [status, schema] of Object.entries(declared)) {
      if (schema !== true && !taken.has(schema)) taken.add(schema, { id: `${id}Answer${status}` });
    }
    for (const [name, shape] of Object.entries(events)) {
      if (!taken.has(shape)) taken.add(shape, { id: `${id}Event${name[0]?.toUpperCase()}${name.slice(1)}` });
    }
  }
  return {
    components: { ...toComponents(given, "input"), ...toComponents(taken, "output") },
    referTo(schema) {
      const name = taken.get(schema)?.id ?? given.get(schema)?.id;
      if (name === undefined) throw new Error("A schema of an endpoint has no name.");
      return { $ref: referenceTo(name) };
    },
  };
}

function register(named: Record<string, z.ZodType>): Registry {
  const registry: Registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  return registry;
}

function referenceTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function toComponents(registry: Registry, io: "input" | "output"): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: referenceTo,
    override: ({ zodSchema, jsonSchema }) => simplify(jsonSchema, isAnyObject(zodSchema), io),
  });
  return Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => name !== "__shared")
      .map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]),
  );
}

/** For parameters, which are described in place. */
export function describeInPlace(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => simplify(jsonSchema, false, "input"),
  });
}

/** `JsonObject` or one narrowed by a rule: spelling out what JSON is would help nobody. */
function isAnyObject(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodRecord && schema.valueType === JsonObject.valueType;
}

/** Leaves out what tells a reader nothing; answers may grow fields, so they are not closed. */
function simplify(schema: JsonSchema, anyObject: boolean, io: "input" | "output"): void {
  if (anyObject) {
    for (const key of Object.keys(schema)) delete schema[key];
    Object.assign(schema, { type: "object", additionalProperties: true });
    return;
  }
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.format !== undefined) delete schema.pattern;
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}
