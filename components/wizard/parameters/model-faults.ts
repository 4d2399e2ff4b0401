import type { JsonObject } from "@/lib/contracts/json";
import type { RuleValues, RuleWord } from "@/lib/contracts/objection";
import type { ModelField, ModelService } from "@/lib/contracts/products";
import { isObject, type JsonValue } from "./json-value";
import { isNumeric } from "./model-field";

/** What a product's model has against a document; the platform itself may think otherwise. */
export interface ModelFault {
  /** From the document: `paras.delay_s`, `shadow.0.desired.level`. */
  path: string;
  rule: RuleWord;
  values: RuleValues;
}

/**
 * Compares a command or a shadow with the product's model (sheet §9.2, §9.5, §11.2). Without services there is nothing
 * to compare with. Parts of another shape than the platform's are left to the schema.
 */
export function modelFaults(document: JsonObject, services: readonly ModelService[]): ModelFault[] {
  if (services.length === 0) return [];
  if (!Array.isArray(document.shadow)) return commandFaults(document, services);
  return document.shadow.flatMap((block, index) =>
    isObject(block) ? blockFaults(block, `shadow.${index}`, services) : [],
  );
}

const fault = (path: string, rule: RuleWord, values: RuleValues = {}): ModelFault => ({ path, rule, values });

function commandFaults(document: JsonObject, services: readonly ModelService[]): ModelFault[] {
  const service = services.find(({ serviceId }) => serviceId === document.service_id);
  if (!service) return [unknownOrMissing("service_id", document.service_id)];
  const command = service.commands.find(({ name }) => name === document.command_name);
  if (!command) return [unknownOrMissing("command_name", document.command_name)];
  return isObject(document.paras) ? fieldFaults(document.paras, "paras", command.parameters) : [];
}

function unknownOrMissing(path: string, value: JsonValue | undefined): ModelFault {
  return fault(path, value === undefined ? "needed" : "unknown");
}

function fieldFaults(values: JsonObject, path: string, fields: readonly ModelField[]): ModelFault[] {
  const unknown = Object.keys(values).filter((key) => !fields.some(({ name }) => name === key));
  return [
    ...fields.flatMap((field) => {
      const value = values[field.name];
      if (value === undefined) return field.required ? [fault(`${path}.${field.name}`, "needed")] : [];
      const found = valueFault(field, value);
      return found ? [fault(`${path}.${field.name}`, ...found)] : [];
    }),
    ...unknown.map((key) => fault(`${path}.${key}`, "unknown")),
  ];
}

function blockFaults(block: JsonObject, path: string, services: readonly ModelService[]): ModelFault[] {
  const service = services.find(({ serviceId }) => serviceId === block.service_id);
  if (!service) return block.service_id === undefined ? [] : [fault(`${path}.service_id`, "unknown")];
  const { desired } = block;
  if (!isObject(desired)) return [];
  return Object.entries(desired).flatMap(([name, value]) => {
    const property = service.properties.find((each) => each.name === name);
    if (!property) return [fault(`${path}.desired.${name}`, "unknown")];
    // Null takes the property out of the shadow, whatever its type.
    const found = value === null ? null : valueFault(property, value);
    if (found) return [fault(`${path}.desired.${name}`, ...found)];
    return property.writable ? [] : [fault(`${path}.desired.${name}`, "view_only")];
  });
}

type Found = [RuleWord, RuleValues] | null;

/** What a field of a model has against a value. */
export function valueFault(field: ModelField, value: JsonValue): Found {
  if (field.choices.length > 0 && !isObject(value) && !Array.isArray(value))
    return field.choices.includes(String(value)) ? null : ["choice", { options: field.choices.join(", ") }];
  if (isNumeric(field)) return numberFault(field, value);
  switch (field.type) {
    case "boolean":
      return typeof value === "boolean" ? null : ["type", { expected: "boolean" }];
    case "stringList":
      return isTextList(value) ? null : ["type", { expected: "list" }];
    case "jsonObject":
      return isObject(value) ? null : ["type", { expected: "object" }];
    case "unknown":
      return null;
    default:
      return textFault(field, value);
  }
}

function numberFault({ type, min, max }: ModelField, value: JsonValue): Found {
  if (typeof value !== "number") return ["type", { expected: type === "decimal" ? "number" : "whole" }];
  if (type !== "decimal" && !Number.isInteger(value)) return ["type", { expected: "whole" }];
  const outside = (min !== null && value < min) || (max !== null && value > max);
  if (!outside) return null;
  return ["range", { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) }];
}

function textFault({ maxLength }: ModelField, value: JsonValue): Found {
  if (typeof value !== "string") return ["type", { expected: "text" }];
  return maxLength !== null && value.length > maxLength ? ["too_long", { limit: maxLength }] : null;
}

function isTextList(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
