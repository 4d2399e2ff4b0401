import { describe, expect, it } from "vitest";
import type { Lane } from "@/lib/iotda/pacing";
import { createTurnstile } from "./limit-reads";

describe("createTurnstile", () => {
  it("lets so many in at once, and of those that wait a person's click first", async () => {
    const pass = createTurnstile(2);
    const order: string[] = [];
    const leave: (() => void)[] = [];
    const enter = (lane: Lane, name: string) =>
      pass(lane, async () => {
        order.push(name);
        await new Promise<void>((resolve) => leave.push(resolve));
      });
    const all = [
      enter("bulk", "crawl 1"),
      enter("bulk", "crawl 2"),
      enter("bulk", "crawl 3"),
      enter("polling", "poll"),
      enter("people", "click"),
    ];
    const tick = () => new Promise((resolve) => setImmediate(resolve));
    await tick();
    expect(order).toEqual(["crawl 1", "crawl 2"]);
    for (let n = 0; n < 5; n++) {
      leave[n]?.();
      await tick();
    }
    await Promise.all(all);
    expect(order).toEqual(["crawl 1", "crawl 2", "click", "poll", "crawl 3"]);
  });

  it("makes room again after a failure", async () => {
    const pass = createTurnstile(1);
    await expect(pass("people", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await pass("people", async () => "in")).toBe("in");
  });
});
