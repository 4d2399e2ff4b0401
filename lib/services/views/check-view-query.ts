import { readViewQuery, viewQueryOf } from "@/lib/domain/task-list-url";
import { AppError } from "@/lib/errors";

/** What no text of the database can hold, and nobody types. */
const unreadable = /[\p{Cc}\p{Cs}]/u;

/** The query of a view in the one order it is kept in. Throws `invalid_input` naming what no list of tasks knows. */
export function checkViewQuery(query: string): string {
  const { state, rejected } = readViewQuery(query);
  const strange = [...new URLSearchParams(query)].filter(([, value]) => unreadable.test(value));
  rejected.push(...strange.map(([name]) => name));
  if (rejected.length === 0) return viewQueryOf(state);
  throw new AppError("invalid_input", "The query is not one of the task list.", {
    invalidParams: rejected.map((name) => ({
      path: `query.${name}`,
      message: "is not known, or has a value it cannot have",
    })),
  });
}
