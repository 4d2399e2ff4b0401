import type { JsonObject } from "@/lib/contracts/json";
import type {
  FieldType,
  ModelCommand,
  ModelField,
  ModelProperty,
  ModelService,
} from "@/lib/contracts/products";
import type { ProductService } from "./platform-device";

/** The words of the platform for types, folded (sheet §11.2). */
const types: ReadonlyMap<string, FieldType> = new Map([
  ["int", "int"],
  ["integer", "int"],
  ["long", "long"],
  ["decimal", "decimal"],
  ["string", "string"],
  ["datetime", "dateTime"],
  ["jsonobject", "jsonObject"],
  ["enum", "enum"],
  ["boolean", "boolean"],
  ["bool", "boolean"],
  ["stringlist", "stringList"],
]);

/**
 * What forms for commands and shadows are made from, out of what the platform tells of a product (sheet §11.2). What
 * cannot be understood degrades: an entry without a name is left out, a type nobody knows is `unknown`.
 */
export function readProductModel(services: readonly ProductService[]): ModelService[] {
  return services.map(({ serviceId, description, commands, properties }) => ({
    serviceId,
    description,
    commands: named(commands, "command_name").map(readCommand),
    properties: named(properties, "property_name").map(readProperty),
  }));
}

interface Named {
  name: string;
  entry: JsonObject;
}

/** Each name once: a form has one field for it, and the object that is sent one key. */
function named(entries: unknown, key: string): Named[] {
  const found = new Map<string, JsonObject>();
  for (const entry of Array.isArray(entries) ? entries.filter(isObject) : []) {
    const name = entry[key];
    if (typeof name === "string" && name !== "" && !found.has(name)) found.set(name, entry);
  }
  return [...found].map(([name, entry]) => ({ name, entry }));
}

function readCommand({ name, entry }: Named): ModelCommand {
  return { name, parameters: named(entry.paras, "para_name").map(readField) };
}

function readProperty(property: Named): ModelProperty {
  const method = textOf(property.entry.method);
  return { ...readField(property), method, writable: method === null || /w/i.test(method) };
}

function readField({ name, entry }: Named): ModelField {
  const platformType = textOf(entry.data_type);
  const longest = numberOf(entry.max_length);
  return {
    name,
    type: types.get((platformType ?? "").toLowerCase().replaceAll(/[\s_-]/g, "")) ?? "unknown",
    platformType,
    required: entry.required === true || entry.required === "true",
    min: numberOf(entry.min),
    max: numberOf(entry.max),
    step: positive(numberOf(entry.step)),
    maxLength: Number.isInteger(longest) ? positive(longest) : null,
    unit: textOf(entry.unit),
    choices: choicesOf(entry.enum_list),
    description: textOf(entry.description),
  };
}

function choicesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.flatMap((each) => {
    if (typeof each === "string") return each === "" ? [] : [each];
    return typeof each === "number" || typeof each === "boolean" ? [String(each)] : [];
  });
  return [...new Set(texts)];
}

/** The platform gives most numbers as texts. */
function numberOf(value: unknown): number | null {
  const given = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof given === "number" && Number.isFinite(given) ? given : null;
}

/** A step or a length of 0 is the platform's way to say none. */
function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
