import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { runLimited } from "@/lib/domain/run-limited";
import { isMissing } from "@/lib/iotda/errors";
import type { Lane } from "@/lib/iotda/pacing";
import type { CrawlPlace } from "@/lib/store/crawl-place";
import { type CrawlResult, crawl } from "./crawl";
import type { PageReader, TaskPage } from "./page-reader";
import type { RowPlan } from "./plan";
import { isOnePageOnly } from "./read-failure";

export interface RowReadParts {
  reader: PageReader;
  lane: Lane;
  concurrency: number;
  /** The first page of everything, read with the counters. */
  first: TaskPage;
  /** Where an earlier read of all rows was broken off. */
  from: CrawlPlace | null;
  /** `reached` is how far a read of all rows has come with these; absent where only some are read. */
  save(rows: PlatformSubtask[], reached?: CrawlPlace): Promise<void>;
  /** Device ids stored in one of these states that are not among those met. */
  findOthers(statuses: string[], met: ReadonlySet<string>): Promise<string[]>;
  /**
   * Takes these for succeeded, their outputs still to be read, when they can be nothing else (`eliminate`). False, and
   * nothing is stored, when that is not sure.
   */
  eliminate(gone: string[]): Promise<boolean>;
  /** The first of those whose outputs are still to be read. */
  findUnread(limit: number): Promise<string[]>;
  /** The rows are not what the counters count, though these stood still while the rows were read. */
  disagrees(): Promise<boolean>;
}

export type RowReadResult = Pick<CrawlResult, "whole" | "failures">;

/** Carries out a plan. The rows end up as a full crawl would leave them, or the result is not `whole`. */
export async function readRows(plan: RowPlan, parts: RowReadParts): Promise<RowReadResult> {
  if (plan.read === "nothing") return { whole: true, failures: [] };
  if (plan.read === "all") return readAll(parts);
  if (plan.read === "outputs") return readOneByOne(await parts.findUnread(outputsAtOnce(parts)), parts);
  const result = await readStatuses(plan.statuses, parts);
  return result.whole && (await parts.disagrees()) ? readAll(parts) : result;
}

function readAll(parts: RowReadParts): Promise<CrawlResult> {
  const { reader, lane, first, from, save, concurrency } = parts;
  return crawl({
    paging: reader.paging,
    read: (query) => reader.read(query, lane),
    // Either may be behind: a group is still being counted, a counter is off (F18).
    total: () => Math.max(reader.latest().task.progress?.total ?? 0, first.total),
    first,
    from,
    save,
    concurrency,
    mayGoOn: isOnePageOnly,
  });
}

/** Outputs of a large task read one by one in one go: a small part of the calls that all its rows would take. */
function outputsAtOnce({ reader }: RowReadParts): number {
  const pages = (reader.latest().task.progress?.total ?? 0) / reader.paging.limit;
  return Math.max(10, Math.floor(pages * 0.03));
}

/**
 * Only the states subtasks can still leave, one after the other; then those that left them meanwhile: a few one by one,
 * many of a large task by elimination, else whatever takes fewer calls.
 */
async function readStatuses(statuses: string[], parts: RowReadParts): Promise<RowReadResult> {
  const met = new Set<string>();
  for (const status of statuses) {
    const result = await walkStatus(status, parts);
    if (!result.whole) return result;
    for (const target of result.met) met.add(target);
  }
  const gone = await parts.findOthers(statuses, met);
  const few = outputsAtOnce(parts);
  if (gone.length <= few) {
    return readOneByOne([...gone, ...(await parts.findUnread(few - gone.length))], parts);
  }
  if (await parts.eliminate(gone)) return readOneByOne(await parts.findUnread(few), parts);
  const successes = parts.reader.latest().task.progress?.success ?? 0;
  if (gone.length > Math.ceil(successes / parts.reader.paging.limit)) return walkStatus("Success", parts);
  return readOneByOne(gone, parts);
}

function walkStatus(status: string, { reader, lane, save }: RowReadParts): Promise<CrawlResult> {
  let total = 0;
  return crawl({
    paging: reader.paging,
    async read(query) {
      const page = await reader.read({ ...query, status }, lane);
      if (query.marker === undefined) total = page.total;
      return page;
    },
    total: () => total,
    save: (rows) => save(rows),
    concurrency: 1,
    mayGoOn: isOnePageOnly,
  });
}

/** Devices whose rows are stored together. */
const devicesAtOnce = 50;
/** Rows of one device: on a legacy task it has one a command. */
const rowsOfDevice = 50;

async function readOneByOne(targets: string[], parts: RowReadParts): Promise<RowReadResult> {
  const failures: unknown[] = [];
  for (let start = 0; start < targets.length && failures.length === 0; start += devicesAtOnce) {
    const rows = await runLimited(
      targets.slice(start, start + devicesAtOnce),
      parts.concurrency,
      async (target) => {
        try {
          if (failures.length > 0) return [];
          return (await parts.reader.read({ target, limit: rowsOfDevice }, parts.lane)).rows;
        } catch (error) {
          // "No such device in the task" is an answer; whether the task itself is gone, the next show tells.
          if (!isMissing(error)) failures.push(error);
          return [];
        }
      },
    );
    await parts.save(rows.flat());
  }
  return { whole: failures.length === 0, failures };
}
