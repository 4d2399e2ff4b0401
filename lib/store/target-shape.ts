import type pg from "pg";
import type { Database } from "./db";

/** What is true of every device id of a task. */
export interface TargetShape {
  /** How they all start. */
  common: string;
  /** Characters of the longest. */
  longest: number;
}

interface KeptShape extends TargetShape {
  /** True of the rows before this position: ids never change, they only get more. */
  nextOrd: number;
}

const shapes = new WeakMap<pg.Pool, Map<number, KeptShape>>();
const mostTasks = 1_000;

/**
 * Reads all ids of the task once a process, and later those that were added: all of them when the task's `next_ord` was
 * `seenAt`, if it is given.
 */
export async function readTargetShape({ pool }: Database, taskPk: number, seenAt = 0): Promise<KeptShape> {
  const kept = shapes.get(pool);
  const known = kept?.get(taskPk);
  if (known && known.nextOrd >= seenAt) return known;
  const shape = await (known ? extendShape(pool, taskPk, known) : readWholeShape(pool, taskPk));
  if (kept && kept.size < mostTasks) kept.set(taskPk, shape);
  else shapes.set(pool, new Map([[taskPk, shape]]));
  return shape;
}

interface Ends {
  nextOrd: number;
  first: string | null;
  last: string | null;
  longest: number | null;
}

const nextOrdOf = `(SELECT next_ord FROM task WHERE id = $1) AS "nextOrd"`;

/** The ends of an index, and the lengths from it. */
async function readWholeShape(pool: pg.Pool, taskPk: number): Promise<KeptShape> {
  const { rows } = await pool.query<Ends>(
    `SELECT ${nextOrdOf},
       (SELECT target FROM subtask WHERE task_id = $1 ORDER BY target LIMIT 1) AS first,
       (SELECT target FROM subtask WHERE task_id = $1 ORDER BY target DESC LIMIT 1) AS last,
       (SELECT max(length(target)) FROM subtask WHERE task_id = $1) AS longest`,
    [taskPk],
  );
  return toShape(rows[0], null);
}

async function extendShape(pool: pg.Pool, taskPk: number, known: KeptShape): Promise<KeptShape> {
  const { rows } = await pool.query<Ends>(
    `SELECT ${nextOrdOf}, min(target) AS first, max(target) AS last, max(length(target)) AS longest
     FROM subtask WHERE task_id = $1 AND ord >= $2`,
    [taskPk, known.nextOrd],
  );
  return toShape(rows[0], known);
}

function toShape(ends: Ends | undefined, known: KeptShape | null): KeptShape {
  const texts = [known?.common ?? null, ends?.first ?? null, ends?.last ?? null].filter(
    (text) => text !== null,
  );
  return {
    nextOrd: ends?.nextOrd ?? 0,
    common: texts.reduce(commonStart, texts[0] ?? ""),
    longest: Math.max(known?.longest ?? 0, ends?.longest ?? 0),
  };
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/**
 * Whether what contains `q` can only start with it: at every other place it would disagree with how all ids start, or
 * reach beyond the longest. Then a range of the index has all matches, and no id needs to be looked into.
 */
export function isOnlyPrefix(q: string, { common, longest }: TargetShape): boolean {
  const [wanted, start] = [[...q], [...common]];
  for (let place = 1; place + wanted.length <= longest; place += 1) {
    const disagrees = wanted.some((letter, n) => place + n < start.length && start[place + n] !== letter);
    if (!disagrees) return false;
  }
  return true;
}
