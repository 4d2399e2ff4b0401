import type { ListSubtasksQuery, SubtaskSort } from "@/lib/contracts/subtasks";
import type { Progress } from "@/lib/contracts/tasks";
import {
  choiceField,
  numberField,
  pagingFields,
  textField,
  type UrlField,
  type UrlState,
  wordsField,
} from "@/lib/domain/url-state";

/** `all` says "every status" where the page itself would open on the failed ones. */
export const everyStatus = "all";

/** A moment as the API has it, `2026-03-17T10:15:00.000Z`. */
const momentField = (): UrlField<string> => ({
  ...textField(24),
  read: ([value = ""]) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : undefined,
});

const idField = (): UrlField<string> => ({
  ...textField(36),
  read: ([value = ""]) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? value : undefined),
});

export const taskDetailFields = {
  status: wordsField(),
  cause: wordsField(),
  q: textField(128),
  command: textField(128),
  tries: numberField(0, (value) => value <= 1000),
  /** ISO 8601: only rows last seen to change before that moment. */
  changedBefore: momentField(),
  /** Id of a stored selection. */
  selection: idField(),
  sort: choiceField(["seen", "device", "-device"], "seen"),
  ...pagingFields,
  open: wordsField(),
  panel: choiceField(["subtasks", "activity", "definition", "changes"], "subtasks"),
  /** Of the panel `changes`: what is compared (`components/task-detail/what-changed-times.ts`). */
  between: textField(64),
  /** Key of a frozen view: the task as it was. */
  asof: textField(36),
};
export type TaskDetailState = UrlState<typeof taskDetailFields>;

/** The statuses shown when the address names none: failed ones, if there are any (ui.md §5.4). */
export function firstStatuses(progress: Progress): readonly string[] {
  return progress.fail > 0 ? ["Fail"] : [];
}

/** The statuses a page shows; none stands for all of them. */
export function shownStatuses(state: TaskDetailState, byDefault: readonly string[]): readonly string[] {
  if (state.status.includes(everyStatus)) return [];
  return state.status.length > 0 ? state.status : byDefault;
}

export interface SubtaskFilterState {
  status: readonly string[];
  cause: readonly string[];
  q: string;
  /** Legacy: the whole id of one command. */
  command?: string;
  tries: number;
  changedBefore?: string;
  selection?: string;
}

/** What the address filters the rows by. */
export function toSubtaskFilter(state: TaskDetailState, byDefault: readonly string[]): SubtaskFilterState {
  const { cause, q, command, tries, changedBefore, selection } = state;
  return { status: shownStatuses(state, byDefault), cause, q, command, tries, changedBefore, selection };
}

export interface SubtaskPaging {
  page: number;
  size: number;
  /** By default in order of first sight. */
  sort?: SubtaskSort;
}

export function toListSubtasksQuery(
  filter: SubtaskFilterState,
  paging: SubtaskPaging,
): Partial<ListSubtasksQuery> {
  const command = filter.command ? { commandId: filter.command } : {};
  const order = paging.sort && paging.sort !== "seen" ? { sort: paging.sort } : {};
  return { ...toSelectionFilter(filter), ...command, ...order, limit: paging.size, page: paging.page };
}

/** The same filter as a retry takes it. */
export function toSelectionFilter(filter: Omit<SubtaskFilterState, "command">): {
  status?: string[];
  cause?: string[];
  q?: string;
  tries?: number;
  changedBefore?: string;
  selection?: string;
} {
  const { status, cause, q, tries, changedBefore, selection } = filter;
  return {
    ...(status.length > 0 ? { status: [...status] } : {}),
    ...(cause.length > 0 ? { cause: [...cause] } : {}),
    ...(q ? { q } : {}),
    ...(tries > 0 ? { tries } : {}),
    ...(changedBefore ? { changedBefore } : {}),
    ...(selection ? { selection } : {}),
  };
}
