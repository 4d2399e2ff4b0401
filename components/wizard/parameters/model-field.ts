import type { ModelField } from "@/lib/contracts/products";
import { type JsonValue, readJson, readNumber } from "./json-value";

/** How a value of the model is asked for. */
export type FieldLook = "number" | "boolean" | "choice" | "text" | "lines" | "json";

export function lookOf({ type, choices }: Pick<ModelField, "type" | "choices">): FieldLook {
  if (choices.length > 0) return "choice";
  switch (type) {
    case "int":
    case "long":
    case "decimal":
      return "number";
    case "boolean":
      return "boolean";
    case "stringList":
      return "lines";
    case "jsonObject":
    case "unknown":
      return "json";
    default:
      return "text";
  }
}

/** A value as the text of its field. */
export function toFieldText(
  field: Pick<ModelField, "type" | "choices">,
  value: JsonValue | undefined,
): string {
  if (value === undefined) return "";
  if (lookOf(field) === "lines" && Array.isArray(value) && value.every((each) => typeof each === "string"))
    return value.join("\n");
  if (typeof value !== "string") return JSON.stringify(value);
  // `"12"` in a field for any JSON is a text; without the quotes it would read as a number.
  return lookOf(field) === "json" && readJson(value) !== undefined ? JSON.stringify(value) : value;
}

/** What the text of a field says: undefined leaves it out; what is not of the type stays text, so that it can be named. */
export function fromFieldText(
  field: Pick<ModelField, "type" | "choices">,
  text: string,
): JsonValue | undefined {
  if (text === "") return undefined;
  switch (lookOf(field)) {
    case "number":
      return readNumber(text) ?? text;
    case "boolean":
      return text === "true" || (text === "false" ? false : text);
    case "choice":
      return isNumeric(field) ? (readNumber(text) ?? text) : text;
    case "lines":
      return text.split("\n");
    case "json":
      return readJson(text) ?? text;
    case "text":
      return text;
  }
}

export function isNumeric({ type }: Pick<ModelField, "type">): boolean {
  return type === "int" || type === "long" || type === "decimal";
}
