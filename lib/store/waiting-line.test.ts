import { describe, expect, it } from "vitest";
import { createWaitingLine } from "./waiting-line";

function open(answers: (number | "wait" | Error)[]) {
  const given: number[] = [];
  const slept: number[] = [];
  const line = createWaitingLine<number>({
    async tryOnce() {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return typeof answer === "number" ? { place: answer, waitMs: 0 } : { place: null, waitMs: 100.2 };
    },
    giveBack: (place) => given.push(place),
    patienceMs: (rank) => rank,
    async sleep(milliseconds) {
      slept.push(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  return { line, given, slept };
}

describe("createWaitingLine", () => {
  it("serves by rank, then by arrival, and asks for one at a time", async () => {
    const { line, slept } = open(["wait", "wait", 1, "wait", 2, 3, 4]);
    const order: string[] = [];
    const wait = async (rank: number, name: string) => order.push(`${name} ${await line(rank)}`);
    await Promise.all([wait(2, "crawl a"), wait(2, "crawl b"), wait(1, "poll"), wait(0, "click")]);
    expect(order).toEqual(["click 1", "poll 2", "crawl a 3", "crawl b 4"]);
    expect(slept).toEqual([101, 101, 102]);
  });

  it("lets somebody leave, and gives back what nobody wants any more", async () => {
    const { line, given } = open([7, 8]);
    const giveUp = new AbortController();
    const left = line(0, giveUp.signal);
    giveUp.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    await expect(line(0, giveUp.signal)).rejects.toThrow("gone");
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toEqual([7]);
    expect(await line(0)).toBe(8);
  });

  it("tells everybody when asking fails, and asks again for the next", async () => {
    const { line } = open(["wait", new Error("no database"), 5]);
    const both = await Promise.allSettled([line(0), line(1)]);
    expect(both.map((one) => one.status)).toEqual(["rejected", "rejected"]);
    expect(await line(0)).toBe(5);
  });
});
