import type { ListTasksQuery, TaskListSort } from "@/lib/contracts/tasks";
import {
  choiceField,
  pagingFields,
  readUrl,
  textField,
  type UrlField,
  type UrlState,
  wordsField,
  writeUrl,
} from "./url-state";
import { firstMomentOf, readWallClock } from "./zoned-time";

/** Built-in views, as tabs in this order (ui.md §3). */
export const taskViews = ["all", "running", "attention", "scheduled", "mine"] as const;
export type TaskView = (typeof taskViews)[number];

/** Statuses that tasks of a view can have; none stands for all. */
export const viewStatuses: Record<TaskView, readonly string[]> = {
  all: [],
  running: ["Processing", "Stopping"],
  attention: ["Processing", "Stopping", "Waitting", "PartialSuccess", "Fail", "Timeout"],
  scheduled: ["Initializing", "Waitting"],
  mine: [],
};

/** Those of the contract, which rules know by its types only: `-` says from the greatest down. */
export const taskSorts = [
  "-created",
  "created",
  "name",
  "-name",
  "status",
  "-status",
  "failed",
  "-failed",
  "targets",
  "-targets",
] as const satisfies readonly TaskListSort[];
export type TaskSort = (typeof taskSorts)[number];

/** Columns that can be left out. */
export const taskColumns = ["type", "progress", "targets", "failed", "created", "by"] as const;
export type TaskColumn = (typeof taskColumns)[number];

export const createdRanges = ["24h", "48h", "7d", "30d"] as const;
export type CreatedRange = (typeof createdRanges)[number];

/** What `by` says of tasks that nobody made through Muster. */
export const outsideMuster = "-";

const rangeHours: Record<CreatedRange, number> = { "24h": 24, "48h": 48, "7d": 168, "30d": 720 };
const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** A quick range, or `2026-03-01..2026-03-05`: whole days in the reader's zone, both included. */
const createdField: UrlField<string> = {
  fallback: "",
  read: ([value = ""]) => (isRange(value) || daysOf(value) ? value : undefined),
  write: (value) => (value === "" ? [] : [value]),
};

/** Columns in their own order, with commas; `none` leaves only what names a task. */
const columnsField: UrlField<readonly TaskColumn[]> = {
  fallback: taskColumns,
  read: ([value = ""]) => {
    const words = value === "none" ? [] : value.split(",");
    const known = taskColumns.filter((column) => words.includes(column));
    return known.length === words.length ? known : undefined;
  },
  write: (value) => [value.length === 0 ? "none" : value.join(",")],
};

export const taskListFields = {
  view: choiceField(taskViews, "all"),
  status: wordsField(),
  type: wordsField(),
  q: textField(128),
  space: textField(36),
  created: createdField,
  by: textField(128),
  target: textField(128),
  sort: choiceField(taskSorts, "-created"),
  cols: columnsField,
  density: choiceField(["comfortable", "compact"], "comfortable"),
  ...pagingFields,
};
export type TaskListState = UrlState<typeof taskListFields>;

/** What a list shows when its address says nothing. */
export const plainList: TaskListState = readUrl(taskListFields, {}).state;

/** Nothing filtered; the view and how it is shown stay. */
export const noFilters = {
  q: "",
  status: [],
  type: [],
  space: "",
  created: "",
  by: "",
  target: "",
} as const satisfies Partial<TaskListState>;

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
  return (Object.keys(noFilters) as (keyof typeof noFilters)[]).filter((name) => state[name].length > 0)
    .length;
}

/** The query a view is kept by: everything but the page, in one order. */
export function viewQueryOf(state: TaskListState): string {
  return writeUrl(taskListFields, { ...state, page: 1 });
}

/** What a kept query says; `rejected` names parameters that no list has, or whose value it does not know. */
export function readViewQuery(query: string): { state: TaskListState; rejected: string[] } {
  const search = new URLSearchParams(query);
  const { state, rejected } = readUrl(taskListFields, search);
  const strange = [...new Set(search.keys())].filter(
    (name) => name === "page" || !Object.hasOwn(taskListFields, name),
  );
  return { state: { ...state, page: 1 }, rejected: [...rejected, ...strange] };
}

/** The API's query for what the address says. Times are worked out anew on each call. */
export function toListTasksQuery(
  state: TaskListState,
  at: { now: Date; timeZone: string; personId: string },
): Partial<ListTasksQuery> {
  const { view, status, type, q, space, by, target, sort } = state;
  const createdBy = view === "mine" ? at.personId : by;
  return {
    ...(view === "all" || view === "mine" ? {} : { view }),
    ...(status.length > 0 ? { status: [...status] } : {}),
    ...(type.length > 0 ? { type: [...type] } : {}),
    ...(q ? { q } : {}),
    ...(space ? { appId: space } : {}),
    ...(createdBy ? { createdBy } : {}),
    ...(target ? { target } : {}),
    ...createdBetween(state.created, at),
    ...(sort === "-created" ? {} : { sort }),
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
