import { describe, expect, it } from "vitest";
import { pickDevices } from "./pick-devices";
import { buildWorkbook } from "./testing/build-workbook";
import { readTexts } from "./testing/read-texts";

const pick = (type: "createDevices" | "updateDevices", rows: string[][], devices: string[]) =>
  readTexts(pickDevices(buildWorkbook(rows), { type, maxRows: 100 }, new Set(devices)), 1);

describe("a workbook cut to some devices", () => {
  it("has their rows alone, in their order, with all their cells", () => {
    const rows = [
      ["note", "device_id", "device_name"],
      ["n1", "a", "A"],
      ["", "b", "B"],
      ["n3", "c", ""],
    ];
    expect(pick("updateDevices", rows, ["c", "b", "x"])).toEqual([
      ["note", "device_id", "device_name"],
      ["b", "B"],
      ["n3", "c"],
    ]);
  });

  it("knows a device that is to be made by its own id, or by product and node", () => {
    const rows = [
      ["product_id", "node_id", "device_id"],
      ["p", "n1", ""],
      ["p", "n2", "own"],
      ["p", "n3", "other"],
      ["p", "n4", ""],
    ];
    const picked = pick("createDevices", rows, ["p_n1", "own", "p_n3"]);
    expect(picked.slice(1).map(([, node]) => node)).toEqual(["n1", "n2", "n3"]);
  });

  it("is none when it has none of them", () => {
    expect(() => pick("updateDevices", [["device_id"], ["a"]], ["b"])).toThrow(
      expect.objectContaining({ rule: "empty" }),
    );
  });
});
