/** At most `most` of the items, evenly spread, the first and the last among them; all where they are few. */
export function pickSample<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  if (most <= 1) return items.slice(0, most);
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => Math.round(index * step)).flatMap((at) =>
    items.slice(at, at + 1),
  );
}
