import { AppError, type InvalidParam } from "@/lib/errors";

interface Refusal {
  message: string;
  status?: 413 | 415;
}

/** Why a file as a whole is refused (security.md S4.7). What to do about it is in the catalogues: `hint.workbook_{rule}`. */
export const refusals = {
  kind: { message: "The file is not a workbook: .xlsx and .xls are taken.", status: 415 },
  renamed: { message: "The file is of another format than its name says.", status: 415 },
  size: { message: "The file is larger than 2 MB.", status: 413 },
  encrypted: { message: "The workbook is encrypted." },
  macros: { message: "The workbook contains macros or controls." },
  external: { message: "The workbook refers to data outside itself." },
  declaration: { message: "The workbook contains a document type or entity declaration." },
  parts: { message: "The workbook has more than 200 parts." },
  inflated: { message: "The workbook unpacks to more than 100 MB." },
  damaged: { message: "The workbook is damaged or was cut short." },
  no_sheet: { message: "The workbook has no sheet with rows." },
  no_headings: { message: "The first row of the workbook has no headings." },
  heading_missing: { message: "The workbook lacks a column that this type of task needs." },
  heading_repeated: { message: "Two columns of the workbook have the same heading." },
  empty: { message: "The workbook has no rows below its headings." },
  rows: { message: "The workbook has more rows than a task takes." },
  columns: { message: "The workbook has more than 64 columns." },
  slow: { message: "Reading the workbook took too long." },
  unchecked: { message: "A workbook of the old format (.xls) is passed on without being read." },
  memory: { message: "Reading the workbook took too much memory." },
} as const satisfies Record<string, Refusal>;

export type RefusalRule = keyof typeof refusals;

/** Thrown while a workbook is read; plain enough to be told across threads. */
export class WorkbookRefusal extends Error {
  /** `params`: the headings at fault, when the rule is about headings. */
  constructor(
    readonly rule: RefusalRule,
    readonly params: readonly InvalidParam[] = [],
  ) {
    super(refusals[rule].message);
    this.name = "WorkbookRefusal";
  }
}

export function refusalError(rule: RefusalRule, params: readonly InvalidParam[] = []): AppError {
  const { message, status }: Refusal = refusals[rule];
  return new AppError("invalid_input", message, {
    hint: `workbook_${rule}`,
    ...(status === undefined ? {} : { status }),
    ...(params.length === 0 ? {} : { invalidParams: [...params] }),
  });
}
