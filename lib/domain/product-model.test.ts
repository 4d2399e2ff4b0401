import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import type { ProductService } from "./platform-device";
import { readProductModel } from "./product-model";

const service = (parts: { commands?: unknown[]; properties?: unknown[] }): ProductService => ({
  ...{ serviceId: "meter", type: "meter", description: null, option: null, events: [] },
  // What the platform sends is anything: the reader has to live with it.
  commands: (parts.commands ?? []) as JsonObject[],
  properties: (parts.properties ?? []) as JsonObject[],
});
const property = (entry: object) =>
  readProductModel([service({ properties: [{ property_name: "p", ...entry }] })])[0]?.properties[0];

describe("readProductModel", () => {
  it("reads the commands of a service with their parameters", () => {
    const para = {
      ...{ para_name: "mode", data_type: "enum", required: true, enum_list: ["ECO", "BOOST"] },
      ...{ min: "0", max: "10", max_length: 5, step: 0.5, unit: "rpm", description: "How fast" },
    };
    const commands = [
      { command_name: "SET", paras: [para], responses: [{}] },
      { command_name: "REBOOT", paras: [] },
    ];
    expect(readProductModel([service({ commands })])).toEqual([
      {
        ...{ serviceId: "meter", description: null, properties: [] },
        commands: [
          {
            name: "SET",
            parameters: [
              {
                ...{ name: "mode", type: "enum", platformType: "enum", required: true },
                ...{ min: 0, max: 10, step: 0.5, maxLength: 5, unit: "rpm" },
                ...{ choices: ["ECO", "BOOST"], description: "How fast" },
              },
            ],
          },
          { name: "REBOOT", parameters: [] },
        ],
      },
    ]);
  });

  it.each([
    ["int", "int"],
    ["long", "long"],
    ["decimal", "decimal"],
    ["string", "string"],
    ["DateTime", "dateTime"],
    ["jsonObject", "jsonObject"],
    ["enum", "enum"],
    ["boolean", "boolean"],
    ["string list", "stringList"],
    ["stringList", "stringList"],
    ["quaternion", "unknown"],
    ["constructor", "unknown"],
  ])("knows the type %s as %s", (platformType, type) => {
    expect(property({ data_type: platformType })).toMatchObject({ type, platformType });
  });

  it.each([
    ["R", false],
    ["W", true],
    ["RWE", true],
    ["RE", false],
    [undefined, true],
    [7, true],
  ])("offers a property of method %s for writing: %s", (method, writable) => {
    expect(property({ data_type: "int", method })).toMatchObject({ writable });
  });

  it("lets what it does not understand be, and never throws", () => {
    expect(property({ min: "low", max: {}, step: 0, max_length: -1, enum_list: "A,B", required: 1 })).toEqual(
      {
        ...{
          name: "p",
          type: "unknown",
          platformType: null,
          required: false,
          min: null,
          max: null,
          step: null,
        },
        ...{ maxLength: null, unit: null, choices: [], description: null, method: null, writable: true },
      },
    );
    expect(
      property({ max: "1e999", min: "", max_length: "12", enum_list: [1, true, null, "", "1"] }),
    ).toMatchObject({
      ...{ max: null, min: null, maxLength: 12, choices: ["1", "true"] },
    });
    const odd = [null, 7, "text", [], {}, { command_name: "" }, { command_name: 7 }];
    const commands = [...odd, { command_name: "A", paras: { para_name: "x" } }, { command_name: "A" }];
    expect(readProductModel([service({ commands, properties: odd })])).toMatchObject([
      { commands: [{ name: "A", parameters: [] }], properties: [] },
    ]);
  });
});
