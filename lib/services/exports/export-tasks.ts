import type { ExportTasksQuery } from "@/lib/contracts/exports";
import type { StoredTask } from "@/lib/domain/stored-task";
import { type ExportSession, openExportSession } from "@/lib/store/export-session";
import type { TaskCursor } from "@/lib/store/task-order";
import { listTasks, type TaskListQuery } from "@/lib/store/task-store";
import { dropIllegal } from "@/lib/workbook/write/drop-illegal";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { toTaskFilter } from "../tasks/task-filter-of";
import { auditExport } from "./audit-export";
import { csvLine } from "./csv-line";
import { exportFileName } from "./export-file-name";
import { exportLimits, tooManyExports } from "./export-limits";
import { sendPieces } from "./send-pieces";
import { byteOrderMark } from "./subtask-pieces";
import { describeTaskRow, taskColumns } from "./task-row";

export interface ExportTasksInput {
  params: { connection: string };
  query: ExportTasksQuery;
}

/** The tasks that match, in the list's order, page by page while they are sent; audited before the first one. */
export async function exportTasks(
  { ctx, input }: { ctx: ServiceContext; input: ExportTasksInput },
  { pageSize } = { pageSize: 500 },
) {
  const { query } = input;
  const { deps, caller } = ctx;
  const found = await requireConnection(ctx, input.params.connection, "export");
  const { format, sort, ...filter } = query;
  const asked = { ...toTaskFilter(filter), connectionIds: found.listedIds, sort, limit: pageSize };
  // Its connection only holds the place: a list is read in pages, which no lock of the database has to wait for.
  const session = await openExportSession(deps.database.pool, {
    owner: caller.id,
    longestMs: exportLimits.longestMs,
  });
  if (session === "busy") throw tooManyExports();
  try {
    const first = await listTasks(deps.database.prisma, asked, ctx.now());
    await auditExport(ctx, {
      ...{ action: "tasks.export", connection: found.slug, subject: null, count: first.total, query },
    });
    return {
      status: 200 as const,
      download: {
        name: exportFileName(found.slug, ctx.now(), format),
        contentType: "text/csv; charset=utf-8",
        rows: first.total,
        open: sendPieces(taskPieces(ctx, { asked, first, session }), {
          stallMs: exportLimits.stallMs,
          done: session.end,
          broken: (error) => {
            session.breakOff();
            if (error !== null) {
              deps.log.warn({ requestId: ctx.requestId, error }, "an export was broken off");
            }
          },
        }),
      },
    };
  } catch (error) {
    session.breakOff();
    throw error;
  }
}

interface TaskWalk {
  asked: TaskListQuery;
  first: { rows: StoredTask[]; next: TaskCursor | null };
  session: ExportSession;
}

async function* taskPieces(
  { deps, now }: ServiceContext,
  { asked, first, session }: TaskWalk,
): AsyncGenerator<Uint8Array> {
  yield Buffer.concat([byteOrderMark, Buffer.from(csvLine(taskColumns))]);
  for (let page = first; ; ) {
    const lines = page.rows.map((task) => csvLine(describeTaskRow(task)));
    yield dropIllegal(Buffer.from(lines.join("")));
    if (page.next === null) return;
    // Idle for too long, it would be taken for one that nobody reads.
    await session.query("SELECT");
    page = await listTasks(deps.database.prisma, { ...asked, after: page.next }, now());
  }
}
