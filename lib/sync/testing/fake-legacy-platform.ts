import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import type { ShowTaskQuery, TaskInParts } from "@/lib/iotda/platform";
import { FakePlatform, platformFailure } from "./fake-platform";

/**
 * The same with the manners of the legacy API (sheet §13.5, §13.6): no list, a call for the task and one for a page of
 * rows, pages by their place among the rows (oldest first), and counters that do not tell waiting from processing.
 */
export class FakeLegacyPlatform extends FakePlatform {
  private readonly parts: TaskInParts = {
    readTask: async ({ taskId }, { signal }) => {
      await this.note({ call: "task", taskId, limit: 1 }, signal);
      if (!this.tasks.has(taskId)) throw platformFailure("rejected", 404);
      return this.describe(taskId);
    },
    listSubtasks: async (query, { signal }) => {
      await this.note({ call: "rows", ...query }, signal);
      const rows = this.held(query.taskId).rows.filter(({ value }) => matches(value, query));
      const from = Number(query.marker ?? 0) + (query.offset ?? 0);
      const found = rows.slice(from, from + query.limit).map(({ value }) => value);
      const next = from + query.limit;
      return { rows: found, total: rows.length, marker: next < rows.length ? String(next) : null };
    },
  };

  constructor() {
    super();
    this.platform = {
      ...this.platform,
      kind: "na",
      features: { ...this.platform.features, listTasks: false, apps: false },
      paging: { limit: 250, maxOffset: 1_000_000 },
      inParts: this.parts,
      listTasks: async () => {
        throw new Error("a legacy platform has no list");
      },
      showTask: async (query, options) => ({
        task: await this.parts.readTask(query, options),
        subtasks: await this.parts.listSubtasks(query, options),
      }),
    };
  }

  /** Changes the row of one command. */
  setCommand(taskId: string, commandId: string, facts: Partial<PlatformSubtask>): void {
    const row = this.held(taskId).rows.find(({ value }) => value.commandId === commandId);
    if (row) row.value = { ...row.value, ...facts };
  }

  protected override describe(taskId: string): PlatformTask {
    const task = super.describe(taskId);
    const { progress } = task;
    if (!progress) return task;
    const open = progress.waiting + progress.processing;
    return { ...task, openUntold: true, progress: { ...progress, waiting: 0, processing: open } };
  }
}

function matches(row: PlatformSubtask, { status, target, commandId }: ShowTaskQuery): boolean {
  return (
    (status === undefined || row.status === status) &&
    (target === undefined || row.target === target) &&
    (commandId === undefined || row.commandId === commandId)
  );
}
