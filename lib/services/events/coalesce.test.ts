import { expect, it } from "vitest";
import { createCoalescer } from "./coalesce";

const create = () => createCoalescer<number>(1_000, (held, added) => held + added);

it("gives what is new at once, and what follows together when the interval is over", () => {
  const news = create();
  news.add("a", 1);
  expect(news.take(0)).toEqual([1]);
  news.add("a", 2);
  news.add("a", 4);
  expect(news.take(999)).toEqual([]);
  expect(news.nextAt()).toBe(1_000);
  expect(news.take(1_000)).toEqual([6]);
  expect(news.nextAt()).toBeNull();
});

it("lets nothing wait for anything else", () => {
  const news = create();
  news.add("a", 1);
  news.take(0);
  news.add("a", 2);
  news.add("b", 3);
  expect(news.take(10)).toEqual([3]);
  expect(news.nextAt()).toBe(1_000);
});
