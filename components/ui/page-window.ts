/** Page numbers worth a button: the first, the last and those around the current one; gaps have names of their own. */
export function pageWindow(page: number, pages: number): (number | "gap-left" | "gap-right")[] {
  if (pages <= 7) return Array.from({ length: pages }, (_, index) => index + 1);
  const from = Math.max(2, Math.min(page - 1, pages - 4));
  const to = Math.min(pages - 1, Math.max(page + 1, 5));
  const middle = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return [
    1,
    ...(from > 2 ? (["gap-left"] as const) : []),
    ...middle,
    ...(to < pages - 1 ? (["gap-right"] as const) : []),
    pages,
  ];
}
