import { describe, expect, it } from "vitest";
import type { CheckedTarget, LiveTargets } from "@/lib/contracts/target-checks";
import { findOddities, type ReviewFacts } from "./oddities";
import { firmware, listOf, reviewed } from "./testing/reviewed";

const nothing: ReviewFacts = { looked: null, live: null, namesakes: null, slots: null };
const looked = (...statuses: (string | null)[]): CheckedTarget[] =>
  statuses.map((status, at) => ({
    ...{
      deviceId: `d${at}`,
      state: status === null ? "missing" : "found",
      problem: null,
      name: null,
      status,
    },
    ...{ productId: null, productName: null, nodeType: null, gatewayId: null },
  }));
const live: LiveTargets = {
  tasks: [
    { taskId: "a", name: "other", type: "createMessages", status: "Processing", count: 3, sample: ["d1"] },
  ],
  ...{ devices: 3, unknownTasks: [], checkedAt: "2026-11-22T12:00:00.000Z" },
};
const upgrade = (change = {}) =>
  reviewed(
    "firmwareUpgrade",
    { ...listOf(4), packages: [firmware], ...change },
    { package_id: firmware.packageId },
  );
const keys = (...given: Parameters<typeof findOddities>) => findOddities(...given).map(({ key }) => key);

describe("what looks unusual", () => {
  it("is nothing while nothing is known", () => {
    for (const type of ["deleteDevices", "freezeDevices", "createMessages"])
      expect(findOddities(reviewed(type, listOf(3)), nothing)).toEqual([]);
    expect(findOddities(upgrade(), nothing)).toEqual([]);
  });

  it("is deleting or freezing devices of which most are online", () => {
    const online = { ...nothing, looked: looked("ONLINE", "ONLINE", "OFFLINE", null) };
    expect(findOddities(reviewed("deleteDevices", listOf(4)), online)).toEqual([
      { key: "online", values: { count: 2, total: 3 } },
    ]);
    expect(keys(reviewed("freezeDevices", listOf(4)), online)).toEqual(["online"]);
    expect(keys(reviewed("unfreezeDevices", listOf(4)), online)).toEqual([]);
    const half = { ...nothing, looked: looked("ONLINE", "OFFLINE") };
    expect(keys(reviewed("deleteDevices", listOf(4)), half)).toEqual([]);
    expect(keys(reviewed("deleteDevices", listOf(4)), { ...nothing, looked: looked(null, null) })).toEqual(
      [],
    );
  });

  it("is a package of another product, by the ids or by the look-up, whichever knows of more", () => {
    const other = listOf(4, "aaaaaaaaaaaaaaaaaaaaaaaa");
    expect(findOddities(upgrade(other), nothing)).toEqual([{ key: "otherProduct", values: { count: 4 } }]);
    const seen = looked("ONLINE").map((each) => ({ ...each, productId: "bbbbbbbbbbbbbbbbbbbbbbbb" }));
    expect(findOddities(upgrade(), { ...nothing, looked: seen })).toEqual([
      { key: "otherProduct", values: { count: 1 } },
    ]);
    expect(keys(upgrade({ ...other, packages: [] }), nothing)).toEqual([]);
    expect(keys(upgrade({ ...other, packages: [{ ...firmware, productId: null }] }), nothing)).toEqual([]);
  });

  it("is a name that is in use; a legacy platform will refuse it", () => {
    const named = { ...nothing, namesakes: [{ taskId: "a" }] };
    expect(keys(upgrade(), named)).toEqual(["nameUsed"]);
    expect(keys(reviewed("DeviceCmd", listOf(1)), named)).toEqual(["nameTaken"]);
    expect(keys(upgrade(), { ...nothing, namesakes: [] })).toEqual([]);
  });

  it("is a space without a place left", () => {
    const at = (used: number) => keys(upgrade(), { ...nothing, slots: { used, of: 10, atLeast: false } });
    expect([at(9), at(10), at(11)]).toEqual([[], ["noPlace"], ["noPlace"]]);
  });

  it("is a device that another live task is still working on", () => {
    expect(findOddities(upgrade(), { ...nothing, live })).toEqual([
      { key: "inOtherTasks", values: { count: 3, tasks: 1 } },
    ]);
    expect(keys(upgrade(), { ...nothing, live: { ...live, tasks: [], devices: 0 } })).toEqual([]);
    const groups = [{ groupId: "g", name: "north", type: null }];
    expect(keys(upgrade({ source: "groups", groups }), { ...nothing, live })).toEqual([]);
  });
});
