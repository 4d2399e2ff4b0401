import { describe, expect, it } from "vitest";
import { type CheckCreateFacts, checkCreate } from "./check-create";

const facts: CheckCreateFacts = { connectionKind: "v5", now: new Date("2026-11-22T10:00:00Z") };
const message = {
  name: "hello",
  type: "createMessages",
  targets: { kind: "list", ids: ["a", "b"] },
  document: { message: "hi", made_up: [1, { a: null }] },
};
const words = (body: unknown, more: Partial<CheckCreateFacts> = {}) =>
  checkCreate(body, { ...facts, ...more }).objections.map(({ path, rule }) => `${path} ${rule}`);

describe("checkCreate", () => {
  it("gives the task back, keys of the document nobody knows included", () => {
    expect(checkCreate(message, facts)).toEqual({ task: message, objections: [] });
  });

  it("says everything that is wrong at once, in the order of the fields", () => {
    const body = {
      targets: { kind: "list", ids: [] },
      document: { ttl: 7 },
      policy: { retryCount: 9, scheduleTime: "2026-11-21T10:00:00Z" },
      mode: "GATEWAY",
      type: "createMessages",
    };
    expect(words(body)).toEqual([
      "name needed",
      "mode not_for_type",
      "targets.ids too_few",
      "document.message needed",
      "document.ttl multiple_of",
      "policy.retryCount range",
    ]);
    expect(
      words({ ...message, policy: { scheduleTime: "2026-11-21T10:00:00Z" }, needConfirm: "yes" }),
    ).toEqual(["needConfirm type", "policy.scheduleTime past"]);
  });

  it("says the values of a rule", () => {
    const { objections } = checkCreate({ ...message, document: { message: "hi", ttl: 1_445 } }, facts);
    expect(objections).toEqual([
      {
        path: "document.ttl",
        rule: "range",
        values: { min: 0, max: 1440 },
        message: "takes 0 to 1440",
      },
    ]);
  });

  it("does not miss what it could not read", () => {
    expect(words({ ...message, document: "hi" })).toEqual(["document type"]);
    expect(words({ ...message, type: 7 })).toEqual(["type type"]);
    expect(words({ ...message, targets: {} })).toEqual(["targets.kind needed"]);
    expect(words({ ...message, targets: { kind: "everything" } })).toEqual(["targets.kind choice"]);
    expect(words(null)).toEqual([" type"]);
    expect(words(undefined)).toEqual([" needed"]);
  });

  it("takes the number of devices from whoever counted them", () => {
    expect(words(message, { targetCount: 30_000 })).toEqual([]);
    expect(words(message, { targetCount: 30_001 })).toEqual(["targets.ids too_many"]);
    expect(words({ ...message, targets: { kind: "list", ids: [] } }, { targetCount: 0 })).toEqual([
      "targets.ids too_few",
    ]);
    const groups = { kind: "groups", groupIds: ["g"] };
    expect(words({ ...message, targets: groups }, { targetCount: 30_001 })).toEqual([]);
  });

  it("knows which kind of platform it speaks to", () => {
    expect(words(message, { connectionKind: "na" })).toEqual(["type not_for_connection"]);
  });
});
