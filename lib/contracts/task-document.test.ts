import { describe, expect, it } from "vitest";
import { CreateTask } from "./create-task";
import {
  documentLimits,
  documentSchemaOf,
  findDocumentObjections,
  findDocumentWarnings,
} from "./task-document";

const words = (type: string, document: unknown) =>
  findDocumentObjections(type, document).map(({ path, rule }) => `${path} ${rule}`);

describe("documents of a type (sheet §9)", () => {
  it.each([
    [{ package_ids: ["p1", "p2"] }, []],
    [{}, ["package_id needed"]],
    [{ package_id: "p", package_ids: ["p"] }, ["package_ids exclusive"]],
    [{ package_ids: [] }, ["package_ids too_few"]],
    [{ package_ids: "p" }, ["package_ids type"]],
    [{ package_ids: ["p", "no spaces"] }, ["package_ids.1 pattern"]],
    [{ package_id: "no spaces" }, ["package_id pattern"]],
    [{ package_id: 7 }, ["package_id type"]],
  ])("name the packages of an upgrade: %j", (document, expected) => {
    expect(words("firmwareUpgrade", document)).toEqual(expected);
    expect(words("softwareUpgrade", document)).toEqual(expected);
  });

  it("name those of modules in a list only", () => {
    expect(words("moduleUpgrade", { package_id: "p" })).toEqual(["package_ids needed"]);
    expect(words("moduleUpgrade", { package_id: "p", package_ids: ["p"] })).toEqual([
      "package_id not_for_type",
    ]);
    expect(words("moduleUpgrade", { package_ids: ["p"] })).toEqual([]);
  });

  it("keep the keys of a shadow to one level, and say which does not", () => {
    const shadow = (desired: object) => ({ shadow: [{ service_id: "s", desired }] });
    expect(words("updateDeviceShadows", shadow({ a: [1, "b"], b: null }))).toEqual([]);
    expect(words("updateDeviceShadows", shadow({ "a.b": 1, c: { d: 1 }, e: [{ f: 1 }], ok: 1 }))).toEqual([
      "shadow.0.desired.a.b bad_key",
      "shadow.0.desired.c nested",
      "shadow.0.desired.e nested",
    ]);
  });

  it("say which service of a shadow is there twice", () => {
    const service = (service_id: string) => ({ service_id, desired: {} });
    expect(words("updateDeviceShadows", { shadow: ["a", "b", "a"].map(service) })).toEqual([
      "shadow.2.service_id duplicate",
    ]);
  });

  it("are weighed in bytes", () => {
    const { shadowBytes } = documentLimits;
    const of = (text: string) => ({ shadow: [{ service_id: "s", desired: { a: text } }] });
    const room = shadowBytes - JSON.stringify(of("")).length;
    expect(words("updateDeviceShadows", of("é".repeat(room / 2)))).toEqual([]);
    expect(words("updateDeviceShadows", of(`x${"é".repeat(room / 2)}`))).toEqual(["shadow too_big"]);
  });

  it("belong to no type that takes its devices from records, and none we do not know", () => {
    expect(documentSchemaOf("deleteDevices")).toBeNull();
    expect(documentSchemaOf("toString")).toBeNull();
    expect(words("deleteDevices", 7)).toEqual([]);
  });

  it("are refused as part of a create, below document", () => {
    const create = { name: "n", type: "createCommands", targets: { kind: "broadcast" } };
    expect(CreateTask.safeParse({ ...create, document: { paras: [] } }).error?.issues).toMatchObject([
      { path: ["document", "paras"] },
    ]);
    const document = { z: 1, paras: {}, a: { b: [null] } };
    expect(JSON.stringify(CreateTask.parse({ ...create, document }).document)).toBe(JSON.stringify(document));
  });
});

describe("warnings", () => {
  const text = (bytes: number) => "x".repeat(bytes);

  it("are given for parameters some servers find too large (sheet §15 row 15)", () => {
    const paras = (bytes: number) => ({ paras: { a: text(bytes - '{"a":""}'.length) } });
    expect(findDocumentWarnings("createAsyncCommands", paras(32_768))).toEqual([]);
    expect(findDocumentWarnings("createAsyncCommands", paras(32_769))).toMatchObject([
      { path: "paras", rule: "large", values: { limit: 32_768, size: 32_769 } },
    ]);
    expect(findDocumentWarnings("createCommands", paras(32_769))).toEqual([]);
  });

  it("are given for a message no figure is published for", () => {
    expect(findDocumentWarnings("createMessages", { message: text(262_144) })).toEqual([]);
    expect(findDocumentWarnings("createMessages", { message: text(262_145) })).toMatchObject([
      { path: "message", rule: "large" },
    ]);
    expect(findDocumentWarnings("createMessages", {})).toEqual([]);
  });
});
