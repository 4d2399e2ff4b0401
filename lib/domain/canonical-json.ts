/** One text for one JSON value, whatever the order of its keys: for comparing and hashing. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner) ? sorted(inner) : inner,
  );
}

function sorted(value: object): Record<string, unknown> {
  // No prototype: a key named __proto__ stays a key.
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) copy[key] = inner;
  return copy;
}
