export type WaveKind = "next" | "percent" | "all";

export interface WaveWish {
  kind: WaveKind;
  /** Of `next`: how many devices. */
  next: number;
  /** Of `percent`: of those that wait, 1 to 100. */
  percent: number;
}

/** Devices a wave would start of those that wait; a share is rounded up, so that it never starts none of some. */
export function waveSize({ kind, next, percent }: WaveWish, waiting: number): number {
  if (kind === "all") return waiting;
  return Math.min(waiting, kind === "next" ? next : Math.ceil((waiting * percent) / 100));
}
