import { expect, it } from "vitest";
import { ChangesQuery } from "./subtask-changes";

const [ten, eleven] = ["2026-11-22T10:00:00.000Z", "2026-11-22T11:00:00.000Z"];

it.each([{ from: ten }, { from: ten, to: eleven }, { fromAttempt: "1", toAttempt: "2" }])(
  "takes %j",
  (query) => {
    expect(ChangesQuery.safeParse(query).success).toBe(true);
  },
);

it.each([
  {},
  { to: eleven },
  { from: eleven, to: ten },
  { from: ten, to: ten },
  { from: "yesterday" },
  { fromAttempt: "1" },
  { toAttempt: "2" },
  { fromAttempt: "2", toAttempt: "2" },
  { fromAttempt: "0", toAttempt: "2" },
  { fromAttempt: "1", toAttempt: "1001" },
  { from: ten, toAttempt: "2" },
  { from: ten, fromAttempt: "1", toAttempt: "2" },
])("refuses %j", (query) => {
  expect(ChangesQuery.safeParse(query).success).toBe(false);
});
