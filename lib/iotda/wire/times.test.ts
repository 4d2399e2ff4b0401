import { expect, it } from "vitest";
import { formatPlatformTime, parsePlatformTime } from "./times";

it.each([
  ["20261121T101500Z", "2026-11-21T10:15:00.000Z"],
  ["20240229T235959Z", "2024-02-29T23:59:59.000Z"],
  ["2026-11-01T10:15:00.123Z", "2026-11-01T10:15:00.123Z"],
  ["2026-11-01T10:15:00Z", "2026-11-01T10:15:00.000Z"],
  ["20261321T101500Z", null],
  ["20261121T101500", null],
  ["2026-11-01", null],
  ["20261121", null],
  ["1700000000", null],
  ["soon", null],
  ["", null],
])("%j is %s", (text, iso) => {
  expect(parsePlatformTime(text)).toBe(iso);
});

it.each([
  ["2026-11-22T02:00:00.000Z", "20261122T020000Z"],
  ["2026-11-22T02:00:00.999Z", "20261122T020000Z"],
  ["2026-11-22T04:00:00+02:00", "20261122T020000Z"],
])("%s goes out as %s", (iso, text) => {
  expect(formatPlatformTime(iso)).toBe(text);
});
