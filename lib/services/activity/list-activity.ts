import { z } from "zod";
import type { Activity, ActivityList, TaskRef } from "@/lib/contracts/activity";
import { Instant } from "@/lib/contracts/json";
import type { StoredOperation } from "@/lib/domain/stored-operation";
import { type ActivityRow, readActivity, readActivityOperations } from "@/lib/store/activity-store";
import { readLineage, readTaskNames } from "@/lib/store/task-lineage";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor } from "../cursor";
import { presentOperation } from "../operations/present-operation";
import { describePage, readPaging } from "../paging";
import { findTask } from "../tasks/find-task";
import { describeSet } from "./describe-set";

const Position = z.strictObject({ at: Instant, key: z.string().max(64) });

export interface ListActivityInput {
  params: { connection: string; taskId: string };
  query: { limit: number; cursor?: string };
}

/** What people and the platform did to a task, newest first; of writes without their results by device. */
export async function listActivity({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListActivityInput;
}): Promise<ActivityList> {
  const { database } = ctx.deps;
  const found = await requireConnection(ctx, input.params.connection, "read");
  const task = await findTask(ctx, found, input.params.taskId);
  const codec = bindCursor({ list: "activity", task: task.id }, Position);
  const paging = readPaging(input.query, codec);
  const { rows, total, next } = await readActivity(database, {
    ...{ taskPk: task.id, connectionId: task.connectionId, slug: found.slug, taskId: task.taskId },
    limit: paging.limit,
    ...(paging.after ? { after: { at: new Date(paging.after.at), key: paging.after.key } } : {}),
  });
  const operations = await readActivityOperations(
    database.prisma,
    rows.flatMap((row) => (row.kind === "operation" ? (row.ref ?? []) : [])),
  );
  const related = [...operations.values()].flatMap(
    ({ operation }) => relatedTo(operation, task.taskId) ?? [],
  );
  const names = await readTaskNames(database, task.connectionId, related);
  const present = (row: ActivityRow): Activity[] => {
    const seen = { key: row.key, at: row.at.toISOString() };
    if (row.kind !== "operation") return [{ ...seen, ...tell(row) }];
    const written = operations.get(row.ref ?? "");
    if (!written) return [];
    const other = relatedTo(written.operation, task.taskId);
    return [
      {
        ...{ ...seen, kind: "operation", surface: surfaceOf(row), set: describeSet(written.request) },
        operation: presentOperation(written.operation, {
          caller: ctx.caller,
          slug: found.slug,
          now: ctx.now(),
        }),
        related: other === null ? null : nameTask(other, names),
      },
    ];
  };
  return {
    items: rows.flatMap(present),
    page: describePage(paging, { total, next: next && { at: next.at.toISOString(), key: next.key } }, codec),
    lineage: await readLineage(database, task.id),
  };
}

/** The other task of a re-run: what it made, seen from the old one, or what it ran anew. */
function relatedTo({ kind, taskId, wanted }: StoredOperation, ofTask: string): string | null {
  if (kind !== "rerun") return null;
  return taskId === ofTask ? (wanted?.rerunOf ?? null) : taskId;
}

function nameTask(taskId: string, names: ReadonlyMap<string, string>): TaskRef {
  return { taskId, name: names.get(taskId) ?? null };
}

type Told = Activity extends infer One ? (One extends Activity ? Omit<One, "key" | "at"> : never) : never;

const acts = {
  "task.export": "export",
  "subtask.reveal": "reveal",
  "task.freeze": "freeze",
  "cause_note.save": "note",
  "cause_note.delete": "note_deleted",
} as const;

function tell(row: ActivityRow): Exclude<Told, { kind: "operation" }> {
  if (row.kind === "status") return { kind: "status", before: row.before ?? "", after: row.after ?? "" };
  if (row.kind === "made" || row.kind === "seen" || row.kind === "deleted") return { kind: row.kind };
  return {
    kind: "act",
    // The statement asks for these alone.
    act: acts[row.ref as keyof typeof acts],
    by: { id: row.actorId ?? "", name: row.actorName ?? "", kind: row.actorKind ?? "" },
    ...{ surface: surfaceOf(row), count: row.count, subject: row.subject },
  };
}

function surfaceOf({ surface }: ActivityRow): "page" | "embed" | "api" | null {
  return surface === "page" || surface === "embed" || surface === "api" ? surface : null;
}
