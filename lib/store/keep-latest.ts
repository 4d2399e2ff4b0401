import type pg from "pg";

interface Kept<Value> {
  version: string;
  value: Promise<Value>;
}

/**
 * A memory of one value a key, of one state of it: however many people ask, it is read once for a `version`, and they
 * share a read that is under way. A failed read is not kept. Emptied when it holds so many keys.
 */
export function keepLatest<Value>(most: number) {
  const pools = new WeakMap<pg.Pool, Map<string, Kept<Value>>>();
  return (
    pool: pg.Pool,
    { key, version }: { key: string; version: string },
    read: () => Promise<Value>,
  ): Promise<Value> => {
    const keys = pools.get(pool) ?? new Map<string, Kept<Value>>();
    pools.set(pool, keys);
    const known = keys.get(key);
    if (known?.version === version) return known.value;
    if (keys.size >= most) keys.clear();
    const value = read();
    const kept = { version, value };
    keys.set(key, kept);
    value.catch(() => {
      if (keys.get(key) === kept) keys.delete(key);
    });
    return value;
  };
}
