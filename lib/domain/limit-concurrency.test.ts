import { expect, it } from "vitest";
import { limitConcurrency } from "./limit-concurrency";

it("runs so many at once and the others in the order they came, also behind one that fails", async () => {
  const limited = limitConcurrency(2);
  const started: number[] = [];
  const ends: ((failure?: Error) => void)[] = [];
  const work = (n: number) =>
    limited(() => {
      started.push(n);
      return new Promise<number>((resolve, reject) => {
        ends[n] = (failure) => (failure ? reject(failure) : resolve(n));
      });
    });
  const [a, b, c, d] = [work(0), work(1), work(2), work(3)];
  expect(started).toEqual([0, 1]);
  ends[1]?.(new Error("broken"));
  await expect(b).rejects.toThrow("broken");
  expect(started).toEqual([0, 1, 2]);
  ends[0]?.();
  expect(await a).toBe(0);
  expect(started).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  expect(await Promise.all([c, d])).toEqual([2, 3]);
  const last = work(4);
  expect(started).toHaveLength(5);
  ends[4]?.();
  expect(await last).toBe(4);
});
