import type { JsonObject } from "@/lib/contracts/json";
import { isObject, type JsonValue, readJson, readNumber } from "./json-value";

export const rowKinds = ["text", "number", "boolean", "null", "json"] as const;
export type RowKind = (typeof rowKinds)[number];

/** One key and its value, as they are typed. */
export interface KeyRow {
  key: string;
  kind: RowKind;
  text: string;
}

export function rowsOf(object: JsonObject): KeyRow[] {
  return Object.entries(object).map(([key, value]) => ({ key, ...rowValueOf(value) }));
}

function rowValueOf(value: JsonValue): Pick<KeyRow, "kind" | "text"> {
  if (typeof value === "string") return { kind: "text", text: value };
  if (typeof value === "number") return { kind: "number", text: String(value) };
  if (typeof value === "boolean") return { kind: "boolean", text: String(value) };
  return value === null ? { kind: "null", text: "" } : { kind: "json", text: JSON.stringify(value) };
}

/** What a row says; text that is not what its kind wants stays text, so that nothing typed is lost. */
export function rowValue({ kind, text }: Pick<KeyRow, "kind" | "text">): JsonValue {
  switch (kind) {
    case "text":
      return text;
    case "number":
      return readNumber(text) ?? text;
    case "boolean":
      return text === "true";
    case "null":
      return null;
    case "json":
      return readJson(text) ?? text;
  }
}

/** Rows without a key say nothing yet; of two with the same key the last one counts. */
export function objectOf(rows: readonly KeyRow[]): JsonObject {
  return Object.fromEntries(rows.filter(({ key }) => key !== "").map((row) => [row.key, rowValue(row)]));
}

export type RowFault = "noKey" | "repeated" | "noNumber" | "noJson";

/** What is wrong with the row at `index`. */
export function rowFault(rows: readonly KeyRow[], index: number): RowFault | null {
  const row = rows[index];
  if (!row) return null;
  if (row.key === "") return row.text === "" ? null : "noKey";
  if (rows.some((other, at) => at !== index && other.key === row.key)) return "repeated";
  if (row.kind === "number" && readNumber(row.text) === null) return "noNumber";
  return row.kind === "json" && readJson(row.text) === undefined ? "noJson" : null;
}

/** A row of another kind, with the value kept as far as the new kind can say it. */
export function asKind(row: KeyRow, kind: RowKind): KeyRow {
  if (kind === "boolean") return { ...row, kind, text: String(row.text === "true" || row.text === "1") };
  if (kind === "json" && row.kind === "text" && row.text !== "")
    return { ...row, kind, text: JSON.stringify(row.text) };
  if (kind === "text" && row.kind === "json") {
    const value = readJson(row.text);
    return { ...row, kind, text: typeof value === "string" ? value : row.text };
  }
  return { ...row, kind };
}

/** More rows than anybody fills in by hand; they are edited as text. */
const mostRows = 200;

/** Whether what stands in a document can be shown as rows: one without a key would be taken for an empty row. */
export function isShowable(value: JsonValue | undefined): value is JsonObject | undefined {
  if (value === undefined) return true;
  return isObject(value) && !Object.hasOwn(value, "") && Object.keys(value).length <= mostRows;
}
