import { describe, expect, it } from "vitest";
import { createWaitingLine } from "./waiting-line";

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A line that is answered as told; `endSleep` ends the sleep it is in. */
function open(answers: (number | "wait" | Error)[], atOnce?: number) {
  const given: number[] = [];
  const slept: number[] = [];
  const asked: number[] = [];
  let endSleep = (): void => undefined;
  const { enter, leave } = createWaitingLine<number>({
    async tryOnce(rank) {
      asked.push(rank);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return typeof answer === "number" ? { place: answer, waitMs: 0 } : { place: null, waitMs: 100.2 };
    },
    giveBack: (place) => given.push(place),
    patienceMs: (rank) => rank,
    sleep(milliseconds, signal) {
      slept.push(milliseconds);
      return new Promise((resolve, reject) => {
        endSleep = resolve;
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
    atOnce,
  });
  return { enter, leave, given, slept, asked, endSleep: () => endSleep() };
}

describe("createWaitingLine", () => {
  it("serves by rank, then by arrival, and asks for one at a time", async () => {
    const { enter, slept, endSleep } = open(["wait", "wait", 1, "wait", 2, 3, 4]);
    const order: string[] = [];
    const wait = async (rank: number, name: string) => order.push(`${name} ${await enter(rank)}`);
    const all = [wait(2, "crawl a"), wait(2, "crawl b"), wait(1, "poll"), wait(0, "click")];
    while (order.length < all.length) {
      await tick();
      endSleep();
    }
    expect(order).toEqual(["click 1", "poll 2", "crawl a 3", "crawl b 4"]);
    expect(slept).toEqual([101, 102]);
  });

  it("asks anew for somebody more important who comes while it sleeps for others", async () => {
    const { enter, asked } = open(["wait", 1, 2]);
    const crawl = enter(2);
    await tick();
    expect(await enter(0)).toBe(1);
    expect(await crawl).toBe(2);
    expect(asked).toEqual([2, 0, 2]);
  });

  it("does not hurry for somebody who is no more important", async () => {
    const { enter, asked } = open(["wait", "wait"]);
    void enter(1);
    await tick();
    void enter(1);
    void enter(2);
    await tick();
    expect(asked).toEqual([1]);
  });

  it("holds so many places at once, and goes on when one is left", async () => {
    const { enter, leave } = open([1, 2, 3, 4], 2);
    const order: string[] = [];
    const wait = async (rank: number, name: string) => order.push(`${name} ${await enter(rank)}`);
    const all = [wait(2, "a"), wait(2, "b"), wait(2, "c"), wait(0, "click")];
    await tick();
    expect(order).toHaveLength(2);
    leave();
    await tick();
    expect(order).toHaveLength(3);
    leave();
    await Promise.all(all);
    expect(order).toEqual(["click 1", "a 2", "b 3", "c 4"]);
  });

  it("lets somebody leave, and gives back what nobody wants any more", async () => {
    const { enter, given } = open([7, 8]);
    const giveUp = new AbortController();
    const left = enter(0, giveUp.signal);
    giveUp.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    await expect(enter(0, giveUp.signal)).rejects.toThrow("gone");
    await tick();
    expect(given).toEqual([7]);
    expect(await enter(0)).toBe(8);
  });

  it("stops sleeping when the last one has left", async () => {
    const { enter } = open(["wait", 9]);
    const giveUp = new AbortController();
    const left = enter(1, giveUp.signal);
    await tick();
    giveUp.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    expect(await enter(1)).toBe(9);
  });

  it("tells everybody when asking fails, and asks again for the next", async () => {
    const { enter } = open([new Error("no database"), 5]);
    const both = await Promise.allSettled([enter(0), enter(1)]);
    expect(both.map((one) => one.status)).toEqual(["rejected", "rejected"]);
    expect(await enter(0)).toBe(5);
  });
});
