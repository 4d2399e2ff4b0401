import type { InvalidParam } from "@/lib/errors";
import type { RowCheckerOptions } from "../check/row-checker";
import type { ResultColumns } from "../fill-results";
import type { RefusalRule } from "../refusals";
import type { WorkbookReport } from "../report";
import type { WorkbookWords } from "../words";

/** What a thread is told to do, and with it everything it knows. */
export type Job = { bytes: Uint8Array; options: RowCheckerOptions } & (
  | { kind: "check" }
  | { kind: "mark"; words: WorkbookWords }
  | { kind: "fill"; columns: ResultColumns }
  | { kind: "pick"; devices: ReadonlySet<string> }
);

/** What it answers, once. */
export type Answer =
  | { kind: "report"; report: WorkbookReport }
  | { kind: "marked"; bytes: Uint8Array }
  | { kind: "refused"; rule: RefusalRule; params: readonly InvalidParam[] };
