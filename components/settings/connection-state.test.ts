import { expect, it } from "vitest";
import type { ConnectionState } from "@/lib/contracts/connection-states";
import type { Connection } from "@/lib/contracts/connections";
import type { ConnectionCheck } from "@/lib/contracts/save-connection";
import { stateWord } from "./connection-state";
import { savedKeys } from "./testing/drafts";

const calm: ConnectionState = {
  ...{ connection: "prod-meters", lastTest: null, clock: null, readAt: null, down: null },
};
const [early, late] = ["2026-11-22T12:00:00.000Z", "2026-11-22T12:05:00.000Z"];
function tested(state: ConnectionCheck["state"]): ConnectionState["lastTest"] {
  const told = { detail: "", hint: null, hintKey: null, key: "k", values: {}, action: null, upstream: null };
  return { items: [{ check: "sign_in", state, ok: true, ...told }], ok: true, testedAt: early };
}
const down = (reason: string): ConnectionState["down"] => ({ since: early, reason });

it.each([
  ["archived", { archived: true }, { down: down("upstream_auth") }],
  ["noSecret", { secretSet: false }, { readAt: early }],
  ["refused", {}, { down: down("upstream_auth"), readAt: late }],
  ["unreachable", {}, { down: down("upstream_unavailable") }],
  ["failing", {}, { lastTest: tested("failed") }],
  ["live", {}, { lastTest: tested("failed"), readAt: late }],
  ["live", {}, { readAt: early }],
  ["tested", {}, { lastTest: tested("ok") }],
  ["unknown", {}, {}],
] satisfies [string, Partial<Connection>, Partial<ConnectionState>][])("%s", (word, connection, state) => {
  expect(stateWord({ ...savedKeys, ...connection }, { ...calm, ...state })).toBe(word);
});

it("is not known before it was read", () => {
  expect(stateWord(savedKeys, undefined)).toBe("unknown");
});
