import { describe, expect, it } from "vitest";
import type { ConnectionCheck } from "@/lib/contracts/save-connection";
import { judgeTest, sortChecks } from "./judge-test";

function check(
  name: ConnectionCheck["check"],
  state: ConnectionCheck["state"],
  action: string | null = null,
) {
  const told = { detail: "", hint: null, hintKey: null, key: "k", values: {}, upstream: null };
  return { check: name, state, ok: state !== "failed", action, ...told } satisfies ConnectionCheck;
}

const fine = [check("address", "ok"), check("permission", "ok", "a:create"), check("tasks", "ok")];
const lacking = [
  ...fine,
  check("permission", "failed", "a:retry"),
  check("permission", "unknown", "a:upload"),
];

describe("a test", () => {
  it.each([
    ["good", fine],
    ["good", [...fine, check("permission", "unknown", "a:upload")]],
    ["warning", [...fine, check("clock", "warning")]],
    ["partly", lacking],
    ["partly", [...lacking, check("clock", "warning")]],
    ["bad", [...lacking, check("tasks", "failed")]],
    ["bad", [check("sign_in", "failed")]],
  ] as const)("is %s", (verdict, items) => {
    expect(judgeTest(items)).toBe(verdict);
  });

  it("is shown line by line, what is not allowed last, what was not asked together", () => {
    const stopped = [check("address", "failed"), check("clock", "unknown"), check("permission", "unknown")];
    expect(sortChecks(stopped)).toEqual({ lines: [stopped[0]], unasked: stopped.slice(1), actions: [] });
    const { lines, unasked, actions } = sortChecks(lacking);
    expect(lines.map(({ check: name }) => name)).toEqual(["address", "tasks", "permission"]);
    expect(unasked).toEqual([]);
    expect(actions.map(({ action }) => action)).toEqual(["a:create", "a:retry", "a:upload"]);
  });
});
