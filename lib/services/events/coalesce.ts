/** Gathers news of one thing, so that it is told at once the first time and then at most once an interval. */
export interface Coalescer<Item> {
  add(key: string, item: Item): void;
  /** What may be told by now. */
  take(at: number): Item[];
  /** When there is more to take; null: nothing waits. */
  nextAt(): number | null;
}

export function createCoalescer<Item>(
  intervalMs: number,
  merge: (held: Item, added: Item) => Item,
): Coalescer<Item> {
  const waiting = new Map<string, Item>();
  /** When each thing may be told again, the earliest first. */
  const restsUntil = new Map<string, number>();

  function forgetRested(at: number): void {
    for (const [key, until] of restsUntil) {
      if (until > at) return;
      restsUntil.delete(key);
    }
  }

  return {
    add(key, item) {
      const held = waiting.get(key);
      waiting.set(key, held === undefined ? item : merge(held, item));
    },
    take(at) {
      forgetRested(at);
      const taken: Item[] = [];
      for (const [key, item] of waiting) {
        if (restsUntil.has(key)) continue;
        waiting.delete(key);
        restsUntil.set(key, at + intervalMs);
        taken.push(item);
      }
      return taken;
    },
    nextAt() {
      let next: number | null = null;
      for (const key of waiting.keys()) {
        const until = restsUntil.get(key) ?? Number.NEGATIVE_INFINITY;
        if (next === null || until < next) next = until;
      }
      return next;
    },
  };
}
