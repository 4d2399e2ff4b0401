import { expect, it } from "vitest";
import { Instant } from "./json";

it.each([
  ["2026-11-02T12:00:00Z", true],
  ["0001-01-01T00:00:00Z", true],
  ["9999-12-31T23:59:59.999Z", true],
  ["0000-01-01T00:00:00Z", false],
  ["2026-11-02T12:00:00+08:00", false],
  ["2026-11-02", false],
])("%s is an instant: %s", (text, expected) => {
  expect(Instant.safeParse(text).success).toBe(expected);
});
