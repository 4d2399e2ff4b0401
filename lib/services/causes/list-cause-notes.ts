import type { CauseNoteList, KnownCause, ListCauseNotesQuery } from "@/lib/contracts/cause-notes";
import { listNotes } from "@/lib/store/cause-note-store";
import { listMetCauses } from "@/lib/store/met-causes";
import { requireConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { bindCursor, RowNumber } from "../cursor";
import { describePage, readPaging } from "../paging";
import { adviseWithNotes } from "./advise-with-notes";

export interface ListCauseNotesInput {
  params: { connection: string };
  query: ListCauseNotesQuery;
}

/** Causes met on the connection with advice and notes, then notes about what no task has any more. */
export async function listCauseNotes({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListCauseNotesInput;
}): Promise<CauseNoteList> {
  const { database } = ctx.deps;
  const connection = await requireConnection(ctx, input.params.connection, "read");
  const { limit: _limit, cursor: _cursor, page: _page, ...filter } = input.query;
  const [met, notes] = await Promise.all([
    listMetCauses(database, connection.listedIds),
    listNotes(database.prisma, connection.listedIds[0] ?? 0),
  ]);
  const known = met.map((cause): KnownCause => ({ ...cause, ...adviseWithNotes(cause, notes) }));
  const attached = new Set(known.flatMap(({ note }) => note?.cause ?? []));
  const rest = [...notes.values()].filter(({ cause }) => !attached.has(cause));
  const found = [...known, ...rest.map(asRemembered)].filter((cause) => matches(cause, filter));

  const codec = bindCursor({ list: "cause-notes", connections: connection.listedIds, ...filter }, RowNumber);
  const paging = readPaging(input.query, codec);
  const start = paging.after ?? ((paging.page ?? 1) - 1) * paging.limit;
  const end = start + paging.limit;
  return {
    items: found.slice(start, end),
    page: describePage(paging, { total: found.length, next: end < found.length ? end : null }, codec),
  };
}

/** Keys that are not made here are the platform's codes. */
function asRemembered(note: NonNullable<KnownCause["note"]>): KnownCause {
  const code = /^(?:m-[0-9a-f]{16}|none)$/.test(note.cause) ? null : note.cause;
  const cause = { cause: note.cause, code, message: null };
  return { ...cause, devices: 0, tasks: 0, ...adviseWithNotes(cause, new Map([[note.cause, note]])) };
}

function matches(
  { cause, code, message, note, advice }: KnownCause,
  { q, only }: Pick<ListCauseNotesQuery, "q" | "only">,
): boolean {
  if (only === "noted" && note === null) return false;
  if (only === "unadvised" && (note !== null || advice !== null)) return false;
  if (q === undefined) return true;
  const wanted = q.toLowerCase();
  return [cause, code, message, note?.text].some((text) => text?.toLowerCase().includes(wanted));
}
