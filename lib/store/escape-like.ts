/** A text as it is in a LIKE pattern: Prisma's `contains` and case-blind `equals` pass `%` and `_` on as wildcards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
