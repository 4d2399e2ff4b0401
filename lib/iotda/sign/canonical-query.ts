import { percentEncode } from "./percent-encode";

/** Decoded key and value pairs; a key may repeat. */
export type QueryPairs = readonly (readonly [key: string, value: string])[];

/** Pairs sorted by key, then value, by character code before encoding; empty values keep their `=` (signing §3). */
export function canonicalQuery(query: QueryPairs): string {
  return encodeQuery([...query].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y)));
}

/** The pairs in the given order, as they go on the wire. */
export function encodeQuery(query: QueryPairs): string {
  return query.map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`).join("&");
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
