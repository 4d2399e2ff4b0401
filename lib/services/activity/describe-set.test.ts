import { describe, expect, it } from "vitest";
import { describeSet } from "./describe-set";

describe("describeSet", () => {
  it.each([
    [{ selection: "all" }, { by: "all" }],
    [{ selection: "targets" }, { by: "targets" }],
    [
      { selection: "filter", status: ["Fail"], cause: ["IOTDA.014016"], first: 100 },
      { by: "filter", status: ["Fail"], cause: ["IOTDA.014016"], first: 100 },
    ],
    // The id of kept rows has the place of the word.
    [{ selection: "0192f1a0-0000-4000-8000-000000000004" }, { by: "filter", kept: true }],
    // What another version wrote is not shown, and breaks nothing.
    [{ selection: "filter", first: "many" }, { by: "filter" }],
    [{}, null],
  ])("reads %j", (request, set) => {
    expect(describeSet(request)).toEqual(set);
  });
});
