import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { NoBody, NoParams } from "./path-params";

/** What the platform takes (sheet §7): size of a file, rows of data in it, and how many it stores for how long. */
export const workbookLimits = {
  bytes: 2 * 1024 * 1024,
  rows: 100_000,
  stored: 10,
  storedForMs: 60 * 60 * 1000,
} as const;

/** One thing wrong in a workbook; `rule` is a word of the catalogue `workbook`, filled with `values`. */
export const WorkbookProblem = z.strictObject({
  /** As spreadsheet programs number it: the headings are row 1. */
  row: z.int().min(1),
  /** The heading; null when it is about the row. */
  column: z.string().nullable(),
  /** Null where it may be a secret. */
  value: z.string().nullable(),
  rule: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type WorkbookProblem = z.infer<typeof WorkbookProblem>;

/** A workbook kept here, sealed, until its task is sent, and what checking it found. */
export const KeptWorkbook = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  format: z.enum(["xlsx", "xls"]),
  size: z.int().min(0),
  /** The type whose columns it was checked by. */
  type: z.string(),
  /** False for .xls: it is passed on as it is. */
  checked: z.boolean(),
  rows: z.int().min(0).nullable(),
  problemCount: z.int().min(0),
  /** The first 200 of them. */
  problems: z.array(WorkbookProblem),
  /** Headings the type does not have. */
  ignoredHeadings: z.array(z.string()),
  /** The first and the last devices, for a look. */
  first: z.array(z.string()),
  last: z.array(z.string()),
  createdAt: Instant,
});
export type KeptWorkbook = z.infer<typeof KeptWorkbook>;

export const downloadTemplate = defineEndpoint({
  id: "downloadTemplate",
  method: "GET",
  path: "/workbook-templates",
  summary: "An empty workbook for a type of task: headings, rules and an example row",
  access: "signed_in",
  params: NoParams,
  query: z.strictObject({ type: z.string().min(1).max(64), language: z.enum(["en", "zh-CN"]).default("en") }),
  body: NoBody,
  answers: { file: true },
});
