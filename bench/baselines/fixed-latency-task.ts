/** A subtask as the platform tells it (sheet §6.1 TaskDetail). */
export interface UpstreamRow {
  target: string;
  status: string;
  output: string | null;
  error: { error_code: string; error_msg: string } | null;
}

export interface PageWish {
  limit: number;
  /** Only rows with a smaller id; the highest there is when left out. */
  marker: string;
  offset: number;
  status: string | null;
  target: string | null;
}

const counters: Readonly<Record<string, string>> = {
  Processing: "processing",
  Success: "success",
  Fail: "fail",
  Waitting: "waitting",
  FailWaitRetry: "fail_wait_retry",
  Stopped: "stopped",
  Removed: "removed",
};
const failed = new Set(["Fail", "FailWaitRetry", "Stopped"]);

/**
 * A task of an upstream that costs next to nothing: rows by ascending id, their texts kept, pages by marker and offset
 * as sheet §6.6 has them. Knows nothing of the product.
 */
export class FixedLatencyTask {
  readonly rows: UpstreamRow[] = [];
  status = "Processing";
  private readonly texts: string[] = [];
  /** Ids of the rows in a state, highest first; made anew after each change. */
  private orders = new Map<string, number[]>();

  constructor(
    readonly taskId: string,
    readonly type = "firmwareUpgrade",
  ) {}

  /** Rows on top of the others, states mixed as evenly as their shares allow. */
  add(shares: Readonly<Record<string, number>>): void {
    const count = Object.values(shares).reduce((sum, share) => sum + share, 0);
    const states = Object.entries(shares).map(([status, share]) => ({ status, share, given: 0 }));
    for (let n = 1; n <= count; n += 1) {
      const [next] = states.toSorted(
        (a, b) => (n * b.share) / count - b.given - ((n * a.share) / count - a.given),
      );
      if (!next) return;
      next.given += 1;
      const id = this.rows.length + 1;
      this.put(id, {
        target: `${this.taskId}_wm-${String(id).padStart(7, "0")}`,
        status: next.status,
        output: null,
        error: null,
      });
    }
  }

  /** Moves so many rows from one state to another, spread over the whole list. */
  move(from: string, to: string, count: number): void {
    const ids = this.order(from);
    if (ids.length < count) throw new Error(`only ${ids.length} rows are ${from}`);
    for (let n = 0; n < count; n += 1) {
      const id = ids[Math.floor((n * ids.length) / count)] ?? 0;
      const row = this.rows[id - 1];
      if (row) this.put(id, { ...row, status: to });
    }
    this.orders = new Map();
  }

  page({ limit, marker, offset, status, target }: PageWish): string {
    const ids = target === null ? this.order(status) : this.find(target, status);
    const below = Number.parseInt(marker.slice(-12), 16);
    const start = firstBelow(ids, below) + offset;
    const found = ids.slice(start, start + limit);
    const last = found.at(-1);
    const page = {
      count: ids.length,
      marker: last === undefined ? null : last.toString(16).padStart(24, "0"),
    };
    const details = found.map((id) => this.texts[id - 1]).join(",");
    return `{"batchtask":${JSON.stringify(this.describe())},"task_details":[${details}],"page":${JSON.stringify(page)}}`;
  }

  describe() {
    const progress: Record<string, number> = { total: this.rows.length };
    for (const [status, counter] of Object.entries(counters)) progress[counter] = this.order(status).length;
    return {
      task_id: this.taskId,
      task_name: `bench_${this.taskId.slice(-6)}`,
      task_type: this.type,
      targets_filter: { group_ids: ["0f5c0b6b-0000-4000-8000-000000000001"] },
      document: { package_id: "67a01c084c3d5e6f70819301" },
      status: this.status,
      task_progress: progress,
      create_time: "20261101T100000Z",
    };
  }

  private put(id: number, row: UpstreamRow): void {
    const code = `IOTDA.0144${String(id % 7).padStart(2, "0")}`;
    const told: UpstreamRow = {
      ...row,
      output: row.status === "Success" ? `version 2.${id % 5}` : null,
      error: failed.has(row.status)
        ? { error_code: code, error_msg: "The device did not answer in time." }
        : null,
    };
    this.rows[id - 1] = told;
    this.texts[id - 1] = JSON.stringify(told);
    this.orders = new Map();
  }

  private order(status: string | null): number[] {
    const key = status ?? "";
    let ids = this.orders.get(key);
    if (!ids) {
      ids = [];
      for (let id = this.rows.length; id > 0; id -= 1) {
        if (status === null || this.rows[id - 1]?.status === status) ids.push(id);
      }
      this.orders.set(key, ids);
    }
    return ids;
  }

  private find(target: string, status: string | null): number[] {
    return this.order(status).filter((id) => this.rows[id - 1]?.target === target);
  }
}

/** The place of the first id below that one in a list that falls. */
function firstBelow(ids: readonly number[], below: number): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ids[middle] ?? 0) < below) to = middle;
    else from = middle + 1;
  }
  return from;
}
