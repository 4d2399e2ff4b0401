import { describe, expect, it } from "vitest";
import type { FieldType, ModelField, ModelProperty, ModelService } from "@/lib/contracts/products";
import type { JsonValue } from "./json-value";
import { modelFaults, valueFault } from "./model-faults";
import { fromFieldText, toFieldText } from "./model-field";

const field = (name: string, type: FieldType, part: Partial<ModelField> = {}): ModelField => ({
  ...{ name, type, platformType: type, required: false, min: null, max: null, step: null, maxLength: null },
  ...{ unit: null, choices: [], description: null },
  ...part,
});
const property = (name: string, writable: boolean): ModelProperty => ({
  ...field(name, "int", { min: 0, max: 100 }),
  ...{ method: writable ? "RW" : "R", writable },
});
const services: ModelService[] = [
  {
    serviceId: "Valve",
    description: null,
    commands: [
      {
        name: "SET_POSITION",
        parameters: [
          field("position", "enum", { required: true, choices: ["open", "closed"] }),
          field("delay_s", "int", { min: 0, max: 600 }),
          field("reason", "string", { maxLength: 5 }),
        ],
      },
      { name: "RESET", parameters: [] },
    ],
    properties: [property("level", true), property("total", false)],
  },
];
const command = (paras: JsonValue, part = {}) =>
  modelFaults({ service_id: "Valve", command_name: "SET_POSITION", paras, ...part }, services);

describe("modelFaults of a command", () => {
  it("finds nothing wrong with what the model allows", () => {
    expect(command({ position: "open", delay_s: 600, reason: "12345" })).toEqual([]);
    expect(command({}, { command_name: "RESET" })).toEqual([]);
  });

  it("names each parameter at fault", () => {
    expect(command({ delay_s: 900, reason: "123456", extra: 1 })).toEqual([
      { path: "paras.position", rule: "needed", values: {} },
      { path: "paras.delay_s", rule: "range", values: { min: 0, max: 600 } },
      { path: "paras.reason", rule: "too_long", values: { limit: 5 } },
      { path: "paras.extra", rule: "unknown", values: {} },
    ]);
    expect(command({ position: "ajar" })).toEqual([
      { path: "paras.position", rule: "choice", values: { options: "open, closed" } },
    ]);
  });

  it("asks for service and command, and knows which there are", () => {
    expect(modelFaults({ paras: {} }, services)).toEqual([
      { path: "service_id", rule: "needed", values: {} },
    ]);
    expect(command({}, { service_id: "Pump" })).toEqual([
      { path: "service_id", rule: "unknown", values: {} },
    ]);
    expect(command({}, { command_name: "FLY" })).toEqual([
      { path: "command_name", rule: "unknown", values: {} },
    ]);
  });

  it("leaves other shapes to the schema, and says nothing without a model", () => {
    expect(command("open")).toEqual([]);
    expect(modelFaults({ service_id: "Pump", paras: {} }, [])).toEqual([]);
  });
});

describe("modelFaults of a shadow", () => {
  const shadow = (desired: JsonValue, service_id: JsonValue = "Valve") =>
    modelFaults(
      {
        shadow: [
          { service_id: "Valve", desired: {} },
          { service_id, desired },
        ],
      },
      services,
    );

  it("takes values in range, deletions and a cleared block", () => {
    expect(shadow({ level: 100 })).toEqual([]);
    expect(shadow({ level: null, total: null })).toEqual([
      { path: "shadow.1.desired.total", rule: "view_only", values: {} },
    ]);
    expect(shadow({})).toEqual([]);
  });

  it("names what the model does not have, does not allow or only reports", () => {
    expect(shadow({ level: 101, total: 1, depth: 2 })).toEqual([
      { path: "shadow.1.desired.level", rule: "range", values: { min: 0, max: 100 } },
      { path: "shadow.1.desired.total", rule: "view_only", values: {} },
      { path: "shadow.1.desired.depth", rule: "unknown", values: {} },
    ]);
    expect(shadow({}, "Pump")).toEqual([{ path: "shadow.1.service_id", rule: "unknown", values: {} }]);
  });
});

describe("valueFault", () => {
  it.each<[ModelField, JsonValue, string | null]>([
    [field("f", "int"), 1, null],
    [field("f", "int"), 1.5, "whole"],
    [field("f", "long"), "1", "whole"],
    [field("f", "decimal"), 1.5, null],
    [field("f", "decimal"), "1.5", "number"],
    [field("f", "boolean"), true, null],
    [field("f", "boolean"), "true", "boolean"],
    [field("f", "stringList"), ["a"], null],
    [field("f", "stringList"), [1], "list"],
    [field("f", "jsonObject"), {}, null],
    [field("f", "jsonObject"), [], "object"],
    [field("f", "string"), null, "text"],
    [field("f", "dateTime"), "20260317T120000Z", null],
    [field("f", "unknown"), [1, { a: null }], null],
  ])("%#: of %o says %o", (model, value, expected) => {
    expect(valueFault(model, value)?.[1].expected ?? null).toBe(expected);
  });

  it("knows ranges with one end, and choices that are numbers", () => {
    expect(valueFault(field("f", "int", { min: 3 }), 2)).toEqual(["range", { min: 3 }]);
    expect(valueFault(field("f", "decimal", { max: 3 }), 3.1)).toEqual(["range", { max: 3 }]);
    expect(valueFault(field("f", "int", { choices: ["1", "2"] }), 2)).toBeNull();
    expect(valueFault(field("f", "int", { choices: ["1", "2"] }), 3)?.[0]).toBe("choice");
  });
});

describe("the text of a field", () => {
  it.each<[ModelField, JsonValue]>([
    [field("f", "int"), 12],
    [field("f", "int"), "12a"],
    [field("f", "boolean"), false],
    [field("f", "string"), "12"],
    [field("f", "stringList"), ["a", "", "b"]],
    [field("f", "jsonObject"), { a: [1] }],
    [field("f", "unknown"), "12"],
    [field("f", "unknown"), 12],
    [field("f", "unknown"), "{"],
    [field("f", "enum", { choices: ["1", "2"] }), "1"],
    [field("f", "int", { choices: ["1", "2"] }), 1],
  ])("%#: says what it was made from", (model, value) => {
    expect(fromFieldText(model, toFieldText(model, value))).toEqual(value);
  });

  it("leaves out what is empty", () => {
    expect(fromFieldText(field("f", "string"), "")).toBeUndefined();
    expect(fromFieldText(field("f", "long"), "9007199254740993")).toBe("9007199254740993");
  });
});
