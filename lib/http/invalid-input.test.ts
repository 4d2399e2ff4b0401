import { describe, expect, it } from "vitest";
import { Selection } from "@/lib/contracts/operations";
import { AppError, type InvalidParam } from "@/lib/errors";
import { parseWith } from "./invalid-input";

function objections(body: unknown): InvalidParam[] {
  try {
    parseWith(Selection, body, "body");
  } catch (error) {
    if (error instanceof AppError) return error.invalidParams ?? [];
    throw error;
  }
  throw new Error("expected a refusal");
}

describe("a body of several shapes", () => {
  it.each<[unknown, string]>([
    [{ targets: [] }, "targets"],
    [{ targets: "x" }, "targets"],
    [{ targets: ["x", ""] }, "targets.1"],
    [{ targets: ["x"], nope: 1 }, "nope"],
    [{ targets: ["x"], filter: {} }, "filter"],
    [{ filter: { status: "Fail" } }, "filter.status"],
    [{ filter: { stat: ["Fail"] } }, "filter.stat"],
    [{ filter: null }, "filter"],
    [{ filter: {}, expectedCount: -1 }, "expectedCount"],
    [{ nope: 1 }, "nope"],
    [[], ""],
    [null, ""],
  ])("%j is refused by the rule of the shape that was meant", (body, path) => {
    expect(objections(body).map((param) => param.path)).toEqual([path]);
  });

  it("is taken in each of them", () => {
    for (const body of [{}, { targets: ["x"] }, { filter: {}, expectedCount: 0 }]) {
      expect(parseWith(Selection, body, "body")).toEqual(body);
    }
  });
});
