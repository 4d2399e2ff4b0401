import type { WorkbookType } from "@/lib/domain/workbook-columns";
import type { ResultColumns } from "./fill-results";
import { lookAtFile } from "./first-look";
import { refusalError } from "./refusals";
import type { WorkbookReport } from "./report";
import type { Answer, Job } from "./thread/jobs";
import { lost, runJob } from "./thread/run-job";
import { createTurns } from "./thread/take-turns";
import type { WorkbookWords } from "./words";

export interface WorkbookCheckerOptions {
  /** Absolute path of the bundled thread: `build/workbook.js`. */
  threadFile: string;
  /** Workbooks read at the same time, and how many more may wait. */
  atOnce?: number;
  waiting?: number;
  /** For one workbook, from when its turn comes; milliseconds. */
  deadlineMs?: number;
  heapMb?: number;
}

export interface WorkbookRequest {
  /** As its sender named it: only its extension is looked at. */
  fileName: string;
  type: WorkbookType;
  /** Rows below the headings: 30,000 or 100,000, by connection (sheet §7). */
  maxRows: number;
}

export interface WorkbookChecker {
  /**
   * Reads a workbook as the platform would, row by row; an `.xls` is only looked at from outside. Throws `AppError`:
   * `invalid_input` with hint `workbook_{rule}` for a file that is refused as a whole, `too_many_requests` when too many
   * wait, `unavailable` when the thread is lost.
   */
  check(bytes: Uint8Array, request: WorkbookRequest): Promise<WorkbookReport>;
  /** The workbook with one more column that names what is wrong with each row; `.xlsx` only. Throws as `check` does. */
  mark(bytes: Uint8Array, request: WorkbookRequest, words: WorkbookWords): Promise<Uint8Array>;
  /** The workbook with what became of each row's device, without the secrets in it; `.xlsx` only. Throws as `check` does. */
  fill(bytes: Uint8Array, request: WorkbookRequest, columns: ResultColumns): Promise<Uint8Array>;
  /** The workbook with the rows of these devices alone (`pickDevices`); `.xlsx` only. Throws as `check` does. */
  pick(bytes: Uint8Array, request: WorkbookRequest, devices: ReadonlySet<string>): Promise<Uint8Array>;
  /** Ends what runs; who waits for it is told `unavailable`. */
  close(): void;
}

/** Reads workbooks away from everything else, within bounds of time, memory and number (security.md S4.7). */
export function createWorkbookChecker(options: WorkbookCheckerOptions): WorkbookChecker {
  const { threadFile, atOnce = 2, waiting = 8, deadlineMs = 20_000, heapMb = 512 } = options;
  const closing = new AbortController();
  const takeTurn = createTurns(atOnce, waiting);
  const limits = { file: threadFile, heapMb, deadlineMs };

  async function run(job: Job): Promise<Exclude<Answer, { kind: "refused" }>> {
    const answer = await takeTurn(() => runJob(job, limits, closing.signal));
    if (answer.kind === "refused") throw refusalError(answer.rule, answer.params);
    return answer;
  }

  async function change(bytes: Uint8Array, fileName: string, job: Job): Promise<Uint8Array> {
    if (requireFormat(bytes, fileName) === "xls") throw refusalError("unchecked");
    const answer = await run(job);
    if (answer.kind !== "marked") throw lost();
    return answer.bytes;
  }

  return {
    async check(bytes, { fileName, type, maxRows }) {
      if (requireFormat(bytes, fileName) === "xls") return uncheckedReport();
      const answer = await run({ kind: "check", bytes, options: { type, maxRows } });
      if (answer.kind !== "report") throw lost();
      return answer.report;
    },
    mark: (bytes, { fileName, ...options }, words) =>
      change(bytes, fileName, { kind: "mark", bytes, options, words }),
    fill: (bytes, { fileName, ...options }, columns) =>
      change(bytes, fileName, { kind: "fill", bytes, options, columns }),
    pick: (bytes, { fileName, ...options }, devices) =>
      change(bytes, fileName, { kind: "pick", bytes, options, devices }),
    close: () => closing.abort(),
  };
}

function requireFormat(bytes: Uint8Array, fileName: string): "xlsx" | "xls" {
  const { format, refused } = lookAtFile(bytes, fileName);
  if (refused !== null) throw refusalError(refused);
  return format;
}

function uncheckedReport(): WorkbookReport {
  return {
    ...{ format: "xls", checked: false, rows: null, problems: [], problemCount: 0, ignoredHeadings: [] },
    ...{ first: [], last: [], targets: null },
  };
}
