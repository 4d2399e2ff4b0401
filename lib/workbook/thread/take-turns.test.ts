import { expect, it } from "vitest";
import { createTurns } from "./take-turns";

/** Works that end when told to, and who has begun. */
function makeWorks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

it("hands the place of one that ends to the next in line, and never to two", async () => {
  const take = createTurns(1, 2);
  const { begun, work, end } = makeWorks();
  const first = take(work("first"));
  const second = take(work("second"));
  const third = take(work("third"));
  end("first");
  expect(await first).toBe("first");
  const fourth = take(work("fourth"));
  await Promise.resolve();
  expect(begun).toEqual(["first", "second"]);
  end("second");
  expect(await second).toBe("second");
  await Promise.resolve();
  expect(begun).toEqual(["first", "second", "third"]);
  end("third");
  expect(await third).toBe("third");
  await Promise.resolve();
  end("fourth");
  expect(await fourth).toBe("fourth");
});

it("turns away who comes when the line is full", async () => {
  const take = createTurns(1, 1);
  const { begun, work } = makeWorks();
  void take(work("first"));
  void take(work("second"));
  await expect(take(work("third"))).rejects.toMatchObject({ code: "too_many_requests" });
  expect(begun).toEqual(["first"]);
});
