import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { inTransaction } from "@/lib/store/db";
import { summariseSubtasks } from "@/lib/store/subtask-summary";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { firstPage } from "../baselines/first-page";
import type { Benchmark } from "../frame/benchmark";
import type { DatabaseStage } from "../frame/database-stage";
import { targetOf } from "../frame/large-tasks";
import { againstPeer, atMost } from "../frame/row";
import { makeDice, takeTurns } from "../frame/take-turns";

const rounds = 200;
const [flushes, flushRows, devices] = [40, 550, 8_000] as const;

/** Counts are kept, not counted, and are still right after everything moved. */
export const benchmark: Benchmark = {
  name: "subtask-counts",
  goal: 2,
  method:
    `rows by status and by error code, with names and commonest texts, of a task of a million in five million, beside the first page ` +
    `along the primary key (raw pg, prepared), the middle one of ${rounds} rounds in turn; then ${flushes} flushes of ${flushRows} ` +
    "rows whose status goes back and forth, each held against GROUP BY.",
  run: async (bench) => {
    const stage = await bench.database();
    const { pk } = stage.tasks.million;
    const { first, ours } = await takeTurns(
      { first: firstPage(stage.raw, pk), ours: () => summariseSubtasks(stage.database, pk) },
      rounds,
      bench.signal,
    );
    const what = "counts by status and by error code";
    return [
      againstPeer({ goal: 2, what, unit: "ms", note: "against the first page" }, ours, first, 1.5),
      atMost(
        { goal: 2, what: "counts that differ after a flush", unit: "of all" },
        await churn(stage, bench.signal),
        0,
      ),
    ];
  },
};

/** How many counts were wrong over all flushes. */
async function churn({ database, raw, addTask }: DatabaseStage, signal: AbortSignal): Promise<number> {
  const task = await addTask();
  const roll = makeDice(2);
  let wrong = 0;
  for (let flush = 0; flush < flushes; flush += 1) {
    signal.throwIfAborted();
    const rows = Array.from({ length: flushRows }, () => drawRow(roll));
    await inTransaction(database, (tx) => saveSubtaskRows(tx, task, rows, new Date()));
    const { rows: differing } = await raw.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT status, cause_id, n FROM subtask_count WHERE task_id = $1 AND n <> 0) kept
       FULL JOIN (SELECT status, COALESCE(cause_id, 0) AS cause_id, count(*) AS n FROM subtask WHERE task_id = $1
                  GROUP BY 1, 2) counted USING (status, cause_id)
       WHERE kept.n IS DISTINCT FROM counted.n`,
      [task],
    );
    const { byStatus } = await summariseSubtasks(database, task);
    const { rows: total } = await raw.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM subtask WHERE task_id = $1",
      [task],
    );
    const sum = Object.values(byStatus).reduce((a, b) => a + b, 0);
    wrong += (differing[0]?.n ?? 0) + (sum === total[0]?.n ? 0 : 1);
  }
  return wrong;
}

function drawRow(roll: (n: number) => number): PlatformSubtask {
  const status = ["Waitting", "Processing", "Success", "Fail", "FailWaitRetry", "Stopped"][roll(6)] ?? "Fail";
  const failed = status === "Fail" || status === "FailWaitRetry";
  return {
    target: targetOf(roll(devices)),
    ...{ status, platformStatus: status, output: null, commandId: null },
    errorCode: failed ? `IOTDA.01401${roll(5)}` : null,
    errorMessage: failed ? "The device did not answer." : null,
  };
}
