import type { Operation } from "@/lib/contracts/operations";

export interface OperationCounts {
  accepted: number;
  refused: number;
  /** Answers that were lost and are being looked for. */
  unknown: number;
  /** Null while nobody knows how many there are. */
  unsent: number | null;
}

/** Where the devices of a write stand. The page's total counts every answer, lost ones too. */
export function countOperation(operation: Operation): OperationCounts {
  const { succeeded, failed, total } = operation;
  const answered = Math.max(operation.page.total, succeeded + failed);
  return {
    accepted: succeeded,
    refused: failed,
    unknown: answered - succeeded - failed,
    unsent: total === null ? null : Math.max(0, total - answered),
  };
}
