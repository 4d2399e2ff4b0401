import { describe, expect, it } from "vitest";
import { PlatformError } from "../errors";
import { readAnswer } from "../wire/read-answer";
import { ApiDevice, ApiDeviceSearch, ApiGroup } from "./api-devices";
import { toDevice, toFoundDevice, toGroup } from "./map-devices";
import shown from "./testdata/device-show.json";

const answer = (body: unknown) => ({ status: 200, headers: {}, body, requestId: null, date: null });
const device = (body: unknown) => toDevice(readAnswer(ApiDevice, answer(body)));
const found = (body: unknown) =>
  readAnswer(ApiDeviceSearch, answer({ devices: [body] })).devices?.map(toFoundDevice)[0];

describe("a device", () => {
  it("never brings its secret, under whatever name the platform puts it there", () => {
    const auth = { secret: "s3cr3t", secure_access: true, fingerprint: "s3cr3t", psk: "s3cr3t" };
    const body = { ...shown.response.body, auth_info: auth, secret: "s3cr3t", auth: auth };
    expect(JSON.stringify(device(body))).not.toContain("s3cr3t");
    expect(JSON.stringify(found(body))).not.toContain("s3cr3t");
  });

  it("may be known by its id only", () => {
    expect(device({ device_id: "d1" })).toMatchObject({
      deviceId: "d1",
      name: null,
      status: null,
      tags: [],
      modules: [],
      createdAt: null,
      extension: null,
    });
  });

  it("keeps words the platform adds later, and what its owner keeps beside it", () => {
    const body = {
      device_id: "d1",
      status: "SLEEPING",
      node_type: "HUB",
      extension_info: { a: { b: 1 } },
      x: 1,
    };
    expect(device(body)).toMatchObject({
      status: "SLEEPING",
      nodeType: "HUB",
      extension: { a: { b: 1 } },
    });
  });

  it.each([{}, { device_id: 7 }, { device_id: "" }, { device_id: "d", create_time: "soon" }])(
    "that comes as %j is not understood",
    (body) => {
      expect(() => device(body)).toThrow(PlatformError);
    },
  );
});

describe("a device found by a query", () => {
  it.each([
    [
      { tags: { site: "north", empty: null } },
      [
        { key: "site", value: "north" },
        { key: "empty", value: null },
      ],
    ],
    [{ tags: [{ tag_key: "site", tag_value: "north" }] }, [{ key: "site", value: "north" }]],
    [{ tags: null }, []],
    [{ tags: "site=north" }, []],
    [{ tags: { site: { deep: true } } }, []],
  ])("has tags of any shape: %j", (facts, tags) => {
    expect(found({ device_id: "d1", ...facts })).toMatchObject({ deviceId: "d1", tags });
  });

  it("is not lost over groups and modules of another shape", () => {
    const odd = { groups: { g1: true }, modules: { modem: "3.1" }, marker: "f".repeat(24) };
    expect(found({ device_id: "d1", ...odd })).toMatchObject({
      groupIds: [],
      modules: [],
      marker: "f".repeat(24),
    });
  });
});

it("a group tells its rule when it has one", () => {
  const body = { group_id: "g1", name: "n", group_type: "DYNAMIC", dynamic_group_rule: "status = 'ONLINE'" };
  expect(toGroup(readAnswer(ApiGroup, answer(body)))).toEqual({
    groupId: "g1",
    name: "n",
    description: null,
    parentId: null,
    type: "DYNAMIC",
    rule: "status = 'ONLINE'",
  });
});
