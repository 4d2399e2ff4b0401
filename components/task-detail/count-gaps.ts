import type { Progress } from "@/lib/contracts/tasks";
import { counterOfStatus } from "@/lib/domain/progress";

export interface CountGap {
  status: string;
  /** What the platform's counter says; null for a word it has no counter of. */
  counted: number | null;
  /** Rows that are in this status. */
  rows: number;
}

/** Where the platform's counters and its own rows differ, largest difference first. */
export function countGaps(progress: Progress, byStatus: Readonly<Record<string, number>>): CountGap[] {
  const statuses = new Set([...Object.keys(counterOfStatus), ...Object.keys(byStatus)]);
  return [...statuses]
    .map((status): CountGap => {
      const counter = counterOfStatus[status];
      return { status, counted: counter ? progress[counter] : null, rows: byStatus[status] ?? 0 };
    })
    .filter((gap) => (gap.counted ?? 0) !== gap.rows)
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

const sizeOf = (gap: CountGap): number => Math.abs((gap.counted ?? 0) - gap.rows);
