import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import type { StoredFile } from "@/lib/domain/stored-file";

const unchecked = {
  ...{ checked: false, rows: null, problemCount: 0 },
  ...{ problems: [], ignoredHeadings: [], first: [], last: [] },
};

/** A kept workbook as the API shows it: what checking it found, never a byte of it. */
export function presentKept(file: StoredFile): KeptWorkbook {
  const { id, name, format, size, taskType, report, createdAt } = file;
  const { targets: _, ...found } = report ?? { ...unchecked, targets: null };
  return { id, name, format, size, type: taskType ?? "", ...found, createdAt: createdAt.toISOString() };
}
