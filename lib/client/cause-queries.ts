import { queryOptions } from "@tanstack/react-query";
import type { CauseNote } from "@/lib/contracts/advice";
import type { ListCauseNotesQuery, SaveCauseNote } from "@/lib/contracts/cause-notes";
import { call } from "./api";
import type { TaskPlace } from "./subtask-queries";

export const causeKeys = {
  messages: (place: TaskPlace, cause: string) =>
    ["cause-messages", place.connection, place.taskId, cause] as const,
  allNotes: (connection: string) => ["cause-notes", connection] as const,
  notes: (connection: string, query: Partial<ListCauseNotesQuery>) =>
    ["cause-notes", connection, query] as const,
};

/** The platform's own texts behind a cause; read when somebody opens them. */
export function causeMessagesOptions(place: TaskPlace, cause: string) {
  return queryOptions({
    queryKey: causeKeys.messages(place, cause),
    queryFn: async ({ signal }) => {
      const { listCauseMessages } = await import("@/lib/contracts/cause-notes");
      return (await call(listCauseMessages, { params: { ...place, cause }, query: {}, signal })).body;
    },
  });
}

/** Causes met on a connection with what is known of them. */
export function causeNotesOptions(connection: string, query: Partial<ListCauseNotesQuery>) {
  return queryOptions({
    queryKey: causeKeys.notes(connection, query),
    queryFn: async ({ signal }) => {
      const { listCauseNotes } = await import("@/lib/contracts/cause-notes");
      return (await call(listCauseNotes, { params: { connection }, query, signal })).body;
    },
    placeholderData: (previous, before) => (before?.queryKey[1] === connection ? previous : undefined),
  });
}

/** Throws `ApiError`; `conflict` when somebody saved another version meanwhile. */
export async function saveCauseNote(
  connection: string,
  cause: string,
  body: SaveCauseNote,
): Promise<CauseNote> {
  const { saveCauseNote: endpoint } = await import("@/lib/contracts/cause-notes");
  return (await call(endpoint, { params: { connection, cause }, query: {}, body })).body;
}

/** As `saveCauseNote`; `not_found` when it is gone already. */
export async function deleteCauseNote(connection: string, cause: string, version: number): Promise<void> {
  const { deleteCauseNote: endpoint } = await import("@/lib/contracts/cause-notes");
  await call(endpoint, { params: { connection, cause }, query: { version } });
}
