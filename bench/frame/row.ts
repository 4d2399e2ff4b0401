/** One figure. `ratio` is what the goal is about: to the peer of the same run, or to the limit where there is none. */
export interface Row {
  goal: number;
  what: string;
  unit: string;
  /** Null when it could not be measured here. */
  value: number | null;
  limit: number;
  ratio: number | null;
  /** Null when it could not be measured here; `note` says why. */
  ok: boolean | null;
  note?: string;
}

type About = Pick<Row, "goal" | "what" | "unit"> & { note?: string };

/** No more than a fixed limit. */
export function atMost(about: About, value: number, limit: number): Row {
  return { ...about, value, limit, ratio: limit === 0 ? null : value / limit, ok: value <= limit };
}

/** No more than `times` what a peer took in the same run. */
export function againstPeer(about: About, value: number, peer: number, times: number): Row {
  return { ...about, value, limit: peer * times, ratio: value / peer, ok: value <= peer * times };
}

export function notMeasured(about: About & { note: string }, limit: number): Row {
  return { ...about, value: null, limit, ratio: null, ok: null };
}

/** The middle one of an odd count, the mean of the two middle ones else. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? Number.NaN;
  return Number.isInteger(half) ? (upper + (sorted[half - 1] ?? upper)) / 2 : upper;
}
