import { expect, it } from "vitest";
import type { CheckedTarget } from "@/lib/contracts/target-checks";
import { sumUpChecks } from "./sum-up-checks";

const target = (deviceId: string, facts: Partial<CheckedTarget> = {}): CheckedTarget => ({
  ...{ deviceId, state: "found", problem: null, name: null, status: "ONLINE" },
  ...{ productId: null, productName: null, nodeType: null, gatewayId: null },
  ...facts,
});

it("counts what was found, in the order of what is worst, and leaves out what could not be read", () => {
  const items = [
    target("a"),
    target("b", { problem: "inactive", status: "INACTIVE" }),
    target("c", { problem: "unknown", state: "missing", status: null }),
    target("d", { problem: "inactive", status: "INACTIVE" }),
    target("e", { problem: "other_product" }),
    target("f", { state: "unread", status: null }),
    target("g", { status: "OFFLINE" }),
  ];
  expect(sumUpChecks(items)).toEqual({
    ...{ checked: 6, fine: 2, online: 2 },
    troubles: [
      { kind: "unknown", ids: ["c"] },
      { kind: "other_product", ids: ["e"] },
      { kind: "inactive", ids: ["b", "d"] },
    ],
  });
  expect(sumUpChecks([])).toEqual({ checked: 0, fine: 0, online: 0, troubles: [] });
});
