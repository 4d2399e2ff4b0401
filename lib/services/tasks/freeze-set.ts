import { targetPattern } from "@/lib/contracts/create-task";
import type { JsonObject } from "@/lib/contracts/json";
import type { Selection } from "@/lib/contracts/operations";
import type { StoredTask } from "@/lib/domain/stored-task";
import { AppError } from "@/lib/errors";
import { selectTargets } from "@/lib/store/subtask-store";
import type { ServiceContext } from "../context";

/** The devices a call is about, as they were when it arrived; null: all the platform takes, in one call. */
export type FrozenSet = string[] | null;

/** Throws `conflict` when the set is not the one the caller means, `invalid_input` when there is nothing in it. */
export async function freezeSet(
  ctx: ServiceContext,
  task: StoredTask,
  selection: Selection,
): Promise<FrozenSet> {
  if ("targets" in selection) return requireIds([...new Set(selection.targets)]);
  if (!("filter" in selection)) return null;
  const { filter, except, first, expectedCount, allowPartial = false } = selection;
  if (task.snapshot.rowsDroppedAt) {
    throw new AppError("conflict", "The rows of this task were dropped to save space: name the devices.", {
      hint: "rows_dropped",
    });
  }
  if (!task.snapshot.subtasksComplete && !allowPartial) {
    throw new AppError("conflict", "Not every row of this task has been read yet.", {
      hint: "snapshot_incomplete",
    });
  }
  const found = await selectTargets(ctx.deps.database, task.id, filter, { except, first });
  if (expectedCount !== undefined && found.length !== expectedCount) {
    const detail = `The filter matches ${found.length} devices now, not ${expectedCount}.`;
    const difference = { expected: expectedCount, found: found.length };
    throw new AppError("conflict", detail, { hint: "count_changed", difference });
  }
  if (found.length > 0) return found;
  throw new AppError("invalid_input", "The selection is empty.", {
    invalidParams: [{ path: "filter", message: "matches no device" }],
  });
}

function requireIds(targets: string[]): string[] {
  const wrong = targets.findIndex((target) => !targetPattern.test(target));
  if (wrong === -1) return targets;
  throw new AppError("invalid_input", "The selection is not valid.", {
    invalidParams: [{ path: `targets.${wrong}`, message: "must be 1 to 128 letters, digits, _ or -" }],
  });
}

/** What is kept of the selection with its operation; the devices themselves are rows of their own. */
export function describeSelection(selection: Selection): JsonObject {
  if ("targets" in selection) return { selection: "targets" };
  if (!("filter" in selection)) return { selection: "all" };
  const { filter, except = [], first, expectedCount } = selection;
  const { selection: stored, ...parts } = filter;
  const given = Object.entries({ ...parts, stored, first, expectedCount }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { selection: "filter", except: except.length, ...Object.fromEntries(given) };
}
