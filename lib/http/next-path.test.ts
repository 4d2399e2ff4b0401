import { describe, expect, it } from "vitest";
import { safeNext } from "./next-path";

const origin = "https://muster.example";

const tricks: unknown[] = [
  undefined,
  null,
  7,
  ["/c/a/tasks"],
  "",
  " ",
  "c/a/tasks",
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\nset-cookie: a=b",
  "\t//evil.example",
  " //evil.example",
  "\u0000/c/a",
  "/\u0000/evil.example",
  "https://evil.example",
  "https:/evil.example",
  "https:evil.example",
  "HTTPS://evil.example/c/a",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "@evil.example",
  ".evil.example",
  "?next=//evil.example",
  "#//evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/x/%2e%2e//evil.example",
  "/%2f/evil.example",
  "/%2fevil.example",
  "/%5cevil.example",
  "/%5c%5cevil.example",
  "/%0d%0aset-cookie:a",
  "/%00",
  "/%zz",
  "/%",
  "/api",
  "/api/v1/me",
  "/API/v1/me",
  "/x/../api/v1/me",
  "/%61pi/v1/me",
  "/./api/v1/me",
  "/%2e/api/v1/me",
  "/x%2f..%2fapi/v1/me",
  "/login",
  "/login?next=/login",
  "/login#x",
  "/LogIn/",
  "/logout",
  "/x/..%2flogout",
  "/\u2028/x",
  "/\u202etxt",
  "/\u200b/evil.example",
  "/\ufeff/evil.example",
  `/${"x".repeat(5000)}`,
];

const deepLinks = [
  "/",
  "/c/sandbox/tasks",
  "/c/sandbox/tasks?status=Fail&status=Stopped&q=a%20b&page=2",
  "/c/sandbox/tasks/66f1a0b2c3d4e5f607182930?cause=IOTDA.014111#row-7",
  "/c/sandbox/tasks/new?step=targets",
  "/embed/c/sandbox/tasks",
  "/settings/people",
  "/c/a/tasks?q=//evil.example",
  "/c/a/tasks?q=%E4%BB%BB%E5%8A%A1",
  "/c/a/tasks?q=任务",
  "/apiary",
  "/loginx",
  "/c/api/tasks",
];

describe("safeNext", () => {
  it("is tested with forty tricks or more", () => expect(tricks.length).toBeGreaterThanOrEqual(40));
  it.each(tricks)("sends %j home", (trick) => expect(safeNext(trick)).toBe("/"));
  it.each(deepLinks)("keeps %s", (link) => expect(safeNext(link)).toBe(link));

  it("never leaves the origin nor reaches an excluded path, whatever the pieces", () => {
    const pieces = [
      "/",
      "\\",
      ".",
      "..",
      "%2e",
      "%2f",
      "%5c",
      "@",
      ":",
      "?",
      "#",
      "\t",
      "evil.example",
      "http:",
      "api",
      "login",
      "c",
      "%",
      "\u0001",
      "é",
    ];
    const draw = generator(20_260_101);
    for (let round = 0; round < 10_000; round++) {
      const length = 1 + (draw() % 7);
      const value = `/${Array.from({ length }, () => pieces[draw() % pieces.length]).join("")}`;
      const result = safeNext(value);
      // Resolved once, and once more as a careless second reader of the path would.
      const first = new URL(result, origin);
      const second = new URL(first.pathname, origin);
      const third = new URL(decodeURIComponent(first.pathname), origin);
      for (const url of [first, second, third]) {
        expect(url.origin, value).toBe(origin);
        expect(url.pathname, value).not.toMatch(/^\/(api|login|logout)(\/|$)/i);
      }
      expect(result === "/" || result === value, value).toBe(true);
    }
  });
});

/** A fixed sequence, so that a failure can be repeated. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
