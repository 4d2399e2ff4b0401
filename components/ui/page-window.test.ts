import { describe, expect, it } from "vitest";
import { pageWindow } from "./page-window";

describe("pageWindow", () => {
  it.each([
    [1, 0, []],
    [1, 3, [1, 2, 3]],
    [4, 7, [1, 2, 3, 4, 5, 6, 7]],
    [1, 22, [1, 2, 3, 4, 5, "gap-right", 22]],
    [5, 22, [1, "gap-left", 4, 5, 6, "gap-right", 22]],
    [22, 22, [1, "gap-left", 18, 19, 20, 21, 22]],
    [600, 600, [1, "gap-left", 596, 597, 598, 599, 600]],
  ])("page %i of %i", (page, pages, shown) => {
    expect(pageWindow(page, pages)).toEqual(shown);
  });
});
