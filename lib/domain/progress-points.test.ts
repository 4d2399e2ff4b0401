import { describe, expect, it } from "vitest";
import { noProgress } from "./progress";
import { type ProgressPoint, readRun, toColumns } from "./progress-points";

const start = Date.UTC(2026, 10, 22, 12);
const point = (seconds: number, counters: Partial<ProgressPoint>): ProgressPoint => ({
  ...noProgress,
  total: 100,
  ...counters,
  at: new Date(start + seconds * 1_000),
});
const at = (seconds: number) => start + seconds * 1_000;

/** Numbers below `n`, the same in every run. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

describe("readRun", () => {
  it("begins when devices move, not when the task was made", () => {
    const run = readRun([
      point(0, { waiting: 100 }),
      point(3_600, { waiting: 90, processing: 10 }),
      point(3_610, { waiting: 80, processing: 12, success: 6, fail: 2 }),
    ]);
    expect(run).toEqual({
      start: at(3_600),
      whole: true,
      steps: [
        { since: at(3_600), at: at(3_610), settled: 0, failed: 0 },
        { since: at(3_610), at: at(3_620), settled: 8, failed: 2 },
      ],
    });
  });

  it("knows nothing of a run that has not begun, and nothing of the beginning it did not see", () => {
    expect(readRun([])).toEqual({ start: null, whole: false, steps: [] });
    expect(readRun([point(0, { waiting: 100 })])).toMatchObject({ start: null, whole: true });
    const met = readRun([
      point(0, { processing: 5, success: 90 }),
      point(10, { processing: 2, success: 93 }),
    ]);
    expect(met).toEqual({
      start: at(0),
      whole: false,
      steps: [{ since: at(10), at: at(20), settled: 3, failed: 0 }],
    });
  });

  it("tells of the time since it was opened again", () => {
    const points = [
      point(0, { processing: 100 }),
      point(60, { success: 60, fail: 40 }),
      point(600, { success: 60, processing: 40 }),
      point(660, { success: 90, fail: 10 }),
    ];
    expect(readRun(points, new Date(at(600)))).toEqual({
      start: at(600),
      whole: true,
      steps: [{ since: at(610), at: at(670), settled: 40, failed: 10 }],
    });
  });

  it("counts a retried device once more, and a success that wavered once", () => {
    const retried = readRun([
      point(0, { success: 50, fail: 40, processing: 10 }),
      point(10, { success: 50, fail: 0, processing: 50 }),
      point(20, { success: 70, fail: 10, processing: 20 }),
    ]);
    expect(retried.steps.map(({ settled, failed }) => [settled, failed])).toEqual([
      [0, 0],
      [30, 10],
    ]);
    const wavering = readRun([
      point(0, { success: 50, processing: 50 }),
      point(10, { success: 0, processing: 100 }),
      point(20, { success: 55, processing: 45 }),
    ]);
    expect(wavering.steps.map(({ settled }) => settled)).toEqual([0, 5]);
  });
});

describe("toColumns", () => {
  it("loses and invents nothing, whatever the steps: sums, order, edges and the finest span hold", () => {
    const roll = dice(7);
    for (let round = 0; round < 300; round += 1) {
      const span = 1 + roll(200_000);
      const steps = Array.from({ length: roll(60) }, () => {
        const settled = roll(40);
        const end = roll(span);
        return { since: at(end - roll(end + 1)), at: at(end), settled, failed: settled && roll(settled + 1) };
      });
      const columns = toColumns(steps, { from: at(0), to: at(span), most: 22 });
      const sum = (name: "settled" | "failed", of: readonly { settled: number; failed: number }[]) =>
        of.reduce((total, each) => total + each[name], 0);
      expect(columns.length).toBe(Math.max(1, Math.min(22, Math.floor(span / 10))));
      expect([sum("settled", columns), sum("failed", columns)]).toEqual([
        sum("settled", steps),
        sum("failed", steps),
      ]);
      expect(columns.every(({ settled, failed }) => failed <= settled)).toBe(true);
      expect(columns.slice(1).every(({ from }, n) => from === columns[n]?.to)).toBe(true);
      expect([columns[0]?.from, columns.at(-1)?.to]).toEqual([at(0), at(Math.max(10, span))]);
    }
  });

  it("puts a step into the column of its time", () => {
    const columns = toColumns([{ since: at(21), at: at(25), settled: 3, failed: 1 }], {
      from: at(0),
      to: at(40),
      most: 22,
    });
    expect(columns.map(({ settled }) => settled)).toEqual([0, 0, 3, 0]);
  });

  it("spreads what settled while nobody read over that time", () => {
    const step = { since: at(0), at: at(40), settled: 40, failed: 0 };
    const columns = toColumns([step], { from: at(0), to: at(40), most: 4 });
    expect(columns.map(({ settled }) => settled)).toEqual([10, 10, 10, 10]);
  });
});
