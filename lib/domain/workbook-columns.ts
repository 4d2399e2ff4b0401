/** What a cell of a column takes (sheet §7.1); lengths count characters, ranges include both ends. */
export type ColumnRule =
  /** `id`: letters, digits, `_` and `-`; `name`: what a device's name may hold (`nameMarks`); `any`: everything. */
  | { kind: "text"; characters: "id" | "name" | "any"; min: number; max: number }
  | { kind: "hex"; lengths: readonly number[] }
  /** `anyCase`: also in capitals, as spreadsheets write TRUE. */
  | { kind: "choice"; choices: readonly string[]; anyCase: boolean }
  | { kind: "number"; min: number; max: number };

export interface WorkbookColumn {
  /** As it stands in row 1. What it means is in the catalogues: `workbook.column.{heading}`. */
  heading: string;
  /** Every row needs a value. Other columns may be left out as a whole. */
  required: boolean;
  rule: ColumnRule;
  example: string;
  /** Empty in the example row of the template: with the row's other values it would mean nothing, or harm. */
  leftEmpty: boolean;
  /** Its values are secrets: no report repeats them. */
  secret: boolean;
}

/** Everything a row can be refused for; the texts are `workbook.{rule}`. */
export const workbookRules = [
  ...["missing", "blanks", "id_characters", "name_characters", "too_short", "too_long"],
  ...["hex", "choice", "whole_number"],
  ...["inexact", "formatted", "formula", "error_value"],
  ...["repeat", "example"],
] as const;

export type WorkbookRule = (typeof workbookRules)[number];

/** Marks in a device's name beside Chinese characters, letters and digits (sheet §7.1). */
export const nameMarks = "_?'#().,&%@!-";

const id = (max: number): ColumnRule => ({ kind: "text", characters: "id", min: 1, max });

function column(heading: string, rule: ColumnRule, example: string, more: Partial<WorkbookColumn> = {}) {
  return { heading, rule, example, required: false, leftEmpty: false, secret: false, ...more };
}

/** A device nobody has: a row that still names it was forgotten. */
const example = { productId: "0123456789abcdef01234567", nodeId: "example-1" };
const needed = { required: true };

const deviceId = column("device_id", id(128), `${example.productId}_${example.nodeId}`);
const deviceName = column(
  "device_name",
  { kind: "text", characters: "name", min: 1, max: 256 },
  "Example_device",
);
const description = column("description", { kind: "text", characters: "any", min: 1, max: 2048 }, "Hall 3");
const secureAccess = column(
  "secure_access",
  { kind: "choice", choices: ["true", "false"], anyCase: true },
  "true",
);
// The sheet names no upper end; nine digits of seconds are 31 years.
const timeout = column("timeout", { kind: "number", min: 0, max: 999_999_999 }, "0");

const named = [{ ...deviceId, ...needed }];

/** THE table of the columns of a workbook, by task type (sheet §7.1; the exact headings are not published). */
const workbookColumns = {
  createDevices: [
    column("product_id", id(36), example.productId, needed),
    column("node_id", id(64), example.nodeId, needed),
    deviceId,
    deviceName,
    column("auth_type", { kind: "choice", choices: ["SECRET", "CERTIFICATES"], anyCase: false }, "SECRET"),
    column("secret", { kind: "text", characters: "id", min: 8, max: 32 }, "8-to-32_characters", {
      leftEmpty: true,
      secret: true,
    }),
    column("fingerprint", { kind: "hex", lengths: [40, 64] }, "dc0f1016f495157344ac5f1296335cff725ef22f", {
      leftEmpty: true,
    }),
    secureAccess,
    timeout,
    column("gateway_id", id(128), `${example.productId}_gateway-1`, { leftEmpty: true }),
    description,
  ],
  updateDevices: [...named, deviceName, description, secureAccess, timeout],
  deleteDevices: named,
  freezeDevices: named,
  unfreezeDevices: named,
} satisfies Record<string, readonly WorkbookColumn[]>;

export type WorkbookType = keyof typeof workbookColumns;

export const workbookTypes = Object.keys(workbookColumns) as WorkbookType[];

/** Undefined for a type whose targets do not come from a workbook we know the columns of. */
export function findWorkbookColumns(type: string): readonly WorkbookColumn[] | undefined {
  return isWorkbookType(type) ? workbookColumns[type] : undefined;
}

export function isWorkbookType(type: string): type is WorkbookType {
  return Object.hasOwn(workbookColumns, type);
}
