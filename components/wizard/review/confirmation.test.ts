import { describe, expect, it } from "vitest";
import { findTaskType, taskTypes } from "@/lib/domain/task-types";
import {
  afterSending,
  isHeld,
  isSpoken,
  levelOf,
  matchesWords,
  verbOf,
  withHold,
  wordsToType,
} from "./confirmation";

const creatable = taskTypes.filter(({ viewOnly }) => !viewOnly);

describe("levels of confirmation", () => {
  it("are known for every type that can be created, and no other", () => {
    expect(creatable.map(({ type }) => type).filter((type) => !isSpoken(type))).toEqual([]);
    expect([isSpoken("changeGateway"), isSpoken("toString"), isSpoken(null)]).toEqual([false, false, false]);
  });

  it("ask for the words where nothing can be undone", () => {
    const typed = creatable.filter((type) => levelOf(type) === 3).map(({ type }) => type);
    expect(typed).toEqual([
      ...["firmwareUpgrade", "softwareUpgrade", "moduleUpgrade"],
      ...["freezeDevices", "deleteDevices"],
    ]);
    expect(levelOf(undefined)).toBe(3);
  });

  it("hold what cannot be undone or stopped", () => {
    expect(isHeld({ irreversible: true, stoppable: true })).toBe(true);
    expect(isHeld({ irreversible: false, stoppable: false })).toBe(true);
    expect(isHeld({ irreversible: false, stoppable: true })).toBe(false);
    expect(isHeld(undefined)).toBe(true);
    const targets = { kind: "broadcast" } as const;
    for (const { type } of creatable) expect(withHold({ name: "n", type, targets }).holdSeconds).toBe(10);
  });
});

describe("the words to type", () => {
  it("are the verb and the count, or the name where the count is the platform's", () => {
    expect(wordsToType("delete", 1284, "old")).toBe("delete 1284");
    expect(wordsToType("删除", null, "退役_08")).toBe("删除 退役_08");
    expect(wordsToType("freeze", 0, "none")).toBe("freeze 0");
  });

  it.each([
    ["delete 1284", true],
    ["  DELETE 1284\t", true],
    ["ｄｅｌｅｔｅ　１２８４", true],
    ["delete 1,284", false],
    ["delete 128", false],
    ["delete  1284", false],
    ["1284", false],
    ["", false],
  ])("take %j: %s", (typed, good) => {
    expect(matchesWords(typed, "delete 1284")).toBe(good);
  });

  it("match names in their own case too", () => {
    expect(matchesWords("冻结 Lot_7", "冻结 lot_7")).toBe(true);
  });
});

describe("what can be done after sending", () => {
  const yes = (name: string) => {
    const type = findTaskType(name);
    return type ? afterSending(type).flatMap((each) => (each.yes ? each.key : [])) : null;
  };
  it.each([
    ["softwareUpgrade", ["takeBack", "stop", "retry", "rerun"]],
    ["moduleUpgrade", ["takeBack", "rerun"]],
    ["deleteDevices", ["takeBack", "rerun"]],
    ["createDevices", ["takeBack"]],
    ["DeviceCmd", ["takeBack", "rerun"]],
  ])("%s: %j", (name, keys) => expect(yes(name)).toEqual(keys));

  it("has one verb for the three upgrades", () => {
    expect(
      ["firmwareUpgrade", "softwareUpgrade", "moduleUpgrade"].map((type) => isSpoken(type) && verbOf(type)),
    ).toEqual(["upgrade", "upgrade", "upgrade"]);
  });
});
