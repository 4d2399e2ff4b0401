import { expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after";

const reference = new Date("2026-11-21T10:15:00.000Z");

it.each([
  ["0", 0],
  ["7", 7],
  ["120", 120],
  ["86400", 86_400],
  ["Sat, 21 Nov 2026 10:15:30 GMT", 30],
  ["Sat, 21 Nov 2026 10:14:00 GMT", 0],
  [null, null],
  ["", null],
  [" 7", null],
  ["7 ", null],
  ["+7", null],
  ["-7", null],
  ["7.5", null],
  ["7s", null],
  ["0x10", null],
  ["1e3", null],
  ["9999999999", null],
  ["soon", null],
  ["2026-11-21T10:15:30Z", null],
  ["Sat, 21 Nov 2026 10:15:30 +0100", null],
  ["Saturday, 21-Nov-26 10:15:30 GMT", null],
  ["Sat, 21 Nov 2026 99:15:30 GMT", null],
])("%j asks for %s seconds", (value, seconds) => {
  expect(parseRetryAfter(value, reference)).toBe(seconds);
});
