"use client";

import { type TaskSort, taskSorts } from "@/lib/domain/task-list-url";
import { Icon } from "../ui/icon";

/** `name` of `-name`. */
const subjectOf = (sort: TaskSort) => sort.replace("-", "");

/** The other way round. */
function turned(sort: TaskSort): TaskSort {
  const other = sort.startsWith("-") ? sort.slice(1) : `-${sort}`;
  return taskSorts.find((each) => each === other) ?? sort;
}

/** What `aria-sort` says of the column whose first order is `first`. */
export function sortedBy(first: TaskSort, sort: TaskSort): "ascending" | "descending" | undefined {
  if (subjectOf(first) !== subjectOf(sort)) return undefined;
  return sort.startsWith("-") ? "descending" : "ascending";
}

interface SortHeadProps {
  text: string;
  /** The order the first press gives. */
  first: TaskSort;
  sort: TaskSort;
  onSort: (sort: TaskSort) => void;
}

/** The head of a column the list can be ordered by; a second press turns the order. */
export function SortHead({ text, first, sort, onSort }: SortHeadProps) {
  const sorted = sortedBy(first, sort);
  return (
    <button type="button" className="sorthead" onClick={() => onSort(sorted ? turned(sort) : first)}>
      {text}
      {sorted && <Icon name="sortdown" size="xs" className={sorted === "ascending" ? "turned" : ""} />}
    </button>
  );
}
