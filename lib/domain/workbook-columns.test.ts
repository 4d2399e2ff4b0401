import { describe, expect, it } from "vitest";
import { taskTypes } from "./task-types";
import { findWorkbookColumns, workbookTypes } from "./workbook-columns";

describe("the columns of workbooks", () => {
  it("are known for every type that can be made of a file", () => {
    const fromFiles = taskTypes.filter(
      ({ targetSources, viewOnly }) => targetSources.includes("file") && !viewOnly,
    );
    expect([...workbookTypes].sort()).toEqual(fromFiles.map(({ type }) => type).sort());
  });

  it.each([
    [
      "createDevices",
      "product_id* node_id* device_id device_name auth_type secret fingerprint secure_access timeout gateway_id description",
    ],
    ["updateDevices", "device_id* device_name description secure_access timeout"],
    ["deleteDevices", "device_id*"],
    ["freezeDevices", "device_id*"],
    ["unfreezeDevices", "device_id*"],
  ])("of %s are those of sheet §7.1", (type, headings) => {
    const columns = findWorkbookColumns(type) ?? [];
    expect(columns.map(({ heading, required }) => heading + (required ? "*" : "")).join(" ")).toBe(headings);
  });

  it.each(["createCommands", "changeGateway", "toString", ""])("are not made up for %j", (type) => {
    expect(findWorkbookColumns(type)).toBeUndefined();
  });

  it("hold secrets only where a device's secret stands", () => {
    const secrets = workbookTypes.flatMap((type) =>
      (findWorkbookColumns(type) ?? [])
        .filter(({ secret }) => secret)
        .map(({ heading }) => `${type}.${heading}`),
    );
    expect(secrets).toEqual(["createDevices.secret"]);
  });
});
