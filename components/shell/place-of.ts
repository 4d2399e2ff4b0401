/** The place `at` steps from the first of `count`; arrows go round. */
export function placeOf(at: number, count: number): number {
  return ((at % count) + count) % count;
}
