import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import { counterOfStatus, noProgress } from "@/lib/domain/progress";
import type { PageQuery } from "@/lib/iotda/call-options";
import { PlatformError } from "@/lib/iotda/errors";
import type { FailureClass } from "@/lib/iotda/failure-class";
import type { ListTasksQuery, Platform, ShowTaskQuery } from "@/lib/iotda/platform";
import { platformTask } from "@/lib/store/testing/test-store";

/** A failure as the client throws it. */
export function platformFailure(failure: FailureClass, status: number | null = null): PlatformError {
  const upstream = {
    status,
    errorCode: status === 404 ? "IOTDA.014000" : null,
    errorMessage: null,
    requestId: null,
  };
  return new PlatformError({ failure, sent: "yes", upstream });
}

/** A call as it came; `task` and `rows` are the halves of a legacy one. */
export type FakeCall =
  | ({ call: "show" | "task" | "rows" } & ShowTaskQuery)
  | ({ call: "list" } & ListTasksQuery);

interface Numbered<T> {
  id: number;
  value: T;
}

/**
 * A platform in memory with the paging of the sheet (§6.6): newest record first, marker = id of a page's last row,
 * offsets behind it. Tests change its tasks and rows at any time, also from `onCall`, which may throw.
 */
export class FakePlatform {
  readonly tasks = new Map<string, { task: PlatformTask; rows: Numbered<PlatformSubtask>[] }>();
  readonly calls: FakeCall[] = [];
  /** Called before a call is answered. */
  onCall: (call: FakeCall) => void | Promise<void> = () => undefined;
  /** Counters to tell instead of the true ones. */
  readonly told = new Map<string, Partial<typeof noProgress>>();
  /** Given instead of every true marker, and then taken as none: the pages repeat for ever. */
  stuckMarker: string | null = null;
  /** The resource spaces there are, and the one of each task; a task that is not in here is in none that can be listed. */
  spaces: string[] = [];
  readonly spaceOf = new Map<string, string>();
  private lastId = 0;

  platform: Platform = {
    kind: "v5",
    features: {
      listTasks: true,
      retry: true,
      stop: true,
      confirm: true,
      delete: true,
      packages: true,
      apps: true,
      files: true,
      exports: true,
      fleet: true,
      search: true,
    },
    paging: { limit: 50, maxOffset: 500 },
    listTasks: async (query, { signal }) => {
      await this.note({ call: "list", ...query }, signal);
      const rows = [...this.tasks.keys()]
        .map((taskId, id) => ({ id, value: this.describe(taskId) }))
        .filter(({ value }) => value.type === query.type)
        .filter(({ value }) => query.appId === undefined || this.spaceOf.get(value.taskId) === query.appId);
      return this.page(rows, query);
    },
    showTask: async (query, { signal }) => {
      await this.note({ call: "show", ...query }, signal);
      const held = this.tasks.get(query.taskId);
      if (!held) throw platformFailure("rejected", 404);
      const rows = held.rows.filter(
        ({ value }) =>
          (query.status === undefined || value.status === query.status) &&
          (query.target === undefined || value.target === query.target),
      );
      return { task: this.describe(query.taskId), subtasks: this.page(rows, query) };
    },
    createTask: refuse,
    retryTask: refuse,
    stopTask: refuse,
    confirmTask: refuse,
    deleteTask: refuse,
    listPackages: refuse,
    showPackage: refuse,
    listModules: refuse,
    listApps: async () => this.spaces.map((appId) => ({ appId, name: appId, default: false })),
    showApp: refuse,
    listProducts: refuse,
    showProduct: refuse,
    listDevices: refuse,
    showDevice: refuse,
    searchDevices: refuse,
    listGroups: refuse,
    showGroup: refuse,
    listGroupDevices: refuse,
    uploadFile: refuse,
    listFiles: refuse,
    deleteFile: refuse,
    createExport: refuse,
    listExports: refuse,
    downloadExport: refuse,
    deleteExport: refuse,
  };

  addTask(taskId: string, facts: Partial<PlatformTask> = {}): void {
    this.tasks.set(taskId, { task: platformTask({ taskId, targets: null, ...facts }), rows: [] });
  }

  /** Rows on top of the others, as a group that is still being counted gets them. */
  addRows(taskId: string, rows: PlatformSubtask[]): void {
    this.held(taskId).rows.push(...rows.map((value) => ({ id: ++this.lastId, value })));
  }

  setRow(taskId: string, target: string, facts: Partial<PlatformSubtask>): void {
    const row = this.held(taskId).rows.find(({ value }) => value.target === target);
    if (row) row.value = { ...row.value, ...facts };
  }

  setTask(taskId: string, facts: Partial<PlatformTask>): void {
    const held = this.held(taskId);
    held.task = { ...held.task, ...facts, platformStatus: facts.status ?? held.task.status };
  }

  /** What a full crawl gives now, by device. */
  rowsOf(taskId: string): Map<string, PlatformSubtask> {
    return new Map(this.held(taskId).rows.map(({ value }) => [value.target, value]));
  }

  protected held(taskId: string) {
    const held = this.tasks.get(taskId);
    if (!held) throw new Error(`no task ${taskId}`);
    return held;
  }

  protected describe(taskId: string): PlatformTask {
    const { task, rows } = this.held(taskId);
    const progress = { ...noProgress, total: rows.length };
    for (const { value } of rows) {
      const counter = counterOfStatus[value.status];
      if (counter) progress[counter] += 1;
    }
    return { ...task, progress: { ...progress, ...this.told.get(taskId) } };
  }

  protected async note(call: FakeCall, signal: AbortSignal | undefined): Promise<void> {
    this.calls.push(call);
    await this.onCall(call);
    if (signal?.aborted) throw new PlatformError({ failure: "unknown", sent: "no", reason: "cancelled" });
  }

  private page<T>(rows: Numbered<T>[], query: PageQuery) {
    if (query.limit > 50 || (query.offset ?? 0) > 500) throw platformFailure("rejected", 400);
    const isStuck = query.marker === undefined || query.marker === this.stuckMarker;
    const before = isStuck ? Number.POSITIVE_INFINITY : Number.parseInt(query.marker ?? "", 16);
    const behind = rows.toSorted((a, b) => b.id - a.id).filter(({ id }) => id < before);
    const found = behind.slice(query.offset ?? 0, (query.offset ?? 0) + query.limit);
    const last = found.at(-1);
    const marker = this.stuckMarker ?? last?.id.toString(16).padStart(24, "0") ?? null;
    return {
      rows: found.map(({ value }) => value),
      total: rows.length,
      marker: found.length < query.limit ? null : marker,
    };
  }
}

async function refuse(): Promise<never> {
  throw new Error("not part of this test");
}
