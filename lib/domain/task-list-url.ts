import type { ListTasksQuery } from "@/lib/contracts/tasks";
import { choiceField, pagingFields, textField, type UrlField, type UrlState, wordsField } from "./url-state";
import { firstMomentOf, readWallClock } from "./zoned-time";

/** Built-in views and the statuses each stands for (ui.md §3). */
export const taskViews = {
  all: [],
  running: ["Processing", "Stopping"],
  attention: ["Fail", "PartialSuccess", "Timeout"],
  mine: [],
} as const satisfies Record<string, readonly string[]>;
export type TaskView = keyof typeof taskViews;

export const createdRanges = ["24h", "48h", "7d", "30d"] as const;
export type CreatedRange = (typeof createdRanges)[number];

const rangeHours: Record<CreatedRange, number> = { "24h": 24, "48h": 48, "7d": 168, "30d": 720 };
const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** A quick range, or `2026-03-01..2026-03-05`: whole days in the reader's zone, both included. */
const createdField: UrlField<string> = {
  fallback: "",
  read: ([value = ""]) => (isRange(value) || daysOf(value) ? value : undefined),
  write: (value) => (value === "" ? [] : [value]),
};

export const taskListFields = {
  view: choiceField(Object.keys(taskViews) as TaskView[], "all"),
  status: wordsField(),
  type: wordsField(),
  q: textField(128),
  created: createdField,
  ...pagingFields,
};
export type TaskListState = UrlState<typeof taskListFields>;

export function isRange(value: string): value is CreatedRange {
  return (createdRanges as readonly string[]).includes(value);
}

/** First and last day of a range given by days, or null. */
export function daysOf(value: string): { from: string; to: string } | null {
  const [, from = "", to = ""] = days.exec(value) ?? [];
  const real = [from, to].every((day) => day !== "" && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)));
  return real && from <= to ? { from, to } : null;
}

/** How many filters a person has set; the view is not one. */
export function countFilters(state: TaskListState): number {
  return [state.status.length, state.type.length, state.q.length, state.created.length].filter(Boolean)
    .length;
}

/** The API's query for what the address says. Times are worked out anew on each call. */
export function toListTasksQuery(
  state: TaskListState,
  at: { now: Date; timeZone: string; personId: string },
): Partial<ListTasksQuery> {
  const statuses = state.status.length > 0 ? state.status : taskViews[state.view];
  return {
    ...(statuses.length > 0 ? { status: [...statuses] } : {}),
    ...(state.type.length > 0 ? { type: [...state.type] } : {}),
    ...(state.q ? { q: state.q } : {}),
    ...(state.view === "mine" ? { createdBy: at.personId } : {}),
    ...createdBetween(state.created, at),
    limit: state.size,
    page: state.page,
  };
}

function createdBetween(
  created: string,
  at: { now: Date; timeZone: string },
): { createdFrom?: string; createdTo?: string } {
  if (isRange(created)) {
    return { createdFrom: new Date(at.now.getTime() - rangeHours[created] * 3_600_000).toISOString() };
  }
  const range = daysOf(created);
  if (!range) return {};
  const nextDay = new Date(Date.parse(`${range.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return {
    createdFrom: startOfDay(range.from, at.timeZone).toISOString(),
    createdTo: new Date(startOfDay(nextDay, at.timeZone).getTime() - 1).toISOString(),
  };
}

function startOfDay(day: string, timeZone: string): Date {
  const midnight = readWallClock(new Date(`${day}T00:00:00Z`), "UTC");
  return firstMomentOf(midnight, timeZone);
}
