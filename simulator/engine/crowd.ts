/** Targets that no fleet holds, for tasks larger than any fleet: ids follow from the row, luck from one rate. */
export type Crowd = {
  /** What all ids begin with; seven digits of the row's number follow, from 1. */
  prefix: string;
  /** Share of attempts that fail, 0 to 1. */
  failRate: number;
};

const DIGITS = 7;
/** As many as the digits can number. */
export const CROWD_LIMIT = 2_000_000;

export function crowdTarget({ prefix }: Crowd, row: number): string {
  return prefix + String(row + 1).padStart(DIGITS, "0");
}

/** The row of a target among `size`; -1 when it is none of the crowd. */
export function crowdRow({ prefix }: Crowd, size: number, target: string): number {
  const digits = target.slice(prefix.length);
  if (!target.startsWith(prefix) || digits.length !== DIGITS || !/^\d+$/.test(digits)) return -1;
  const row = Number(digits) - 1;
  return row < size ? row : -1;
}
