import { expect, it } from "vitest";
import { listIds } from "./listed-ids";

it("takes ids out of whatever was copied, each once", () => {
  expect(listIds("a_1\r\nb-2\tc3; d4,d4")).toEqual(["a_1", "b-2", "c3", "d4"]);
  expect(listIds('["a_1", "b-2"]')).toEqual(["a_1", "b-2"]);
  expect(listIds("甲，a_1、b-2")).toEqual(["甲", "a_1", "b-2"]);
  expect(listIds("  a_1 ")).toEqual(["a_1"]);
  expect(listIds(" ,;")).toEqual([]);
});
