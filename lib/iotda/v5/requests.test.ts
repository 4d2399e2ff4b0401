import { describe, expect, it } from "vitest";
import type { Caller, PlatformCall } from "../caller";
import type { Platform } from "../platform";
import { createV5Client } from "./client";

/* What each call of the fleet, of files and of exports puts on the wire: path, query by the platform's names, body. */

const people = { lane: "people" } as const;
const page = { limit: 7, marker: "f".repeat(24), offset: 3 };
const paged = ["limit=7", `marker=${"f".repeat(24)}`, "offset=3"];

/** The one call that was made, never sent. */
async function callOf(use: (platform: Platform) => Promise<unknown>): Promise<PlatformCall<unknown>> {
  const calls: PlatformCall<unknown>[] = [];
  const caller: Caller = (call) => {
    calls.push(call);
    return Promise.reject(new Error("not sent"));
  };
  await use(createV5Client(caller, { projectId: "p1", instanceId: null })).catch(() => undefined);
  const [call] = calls;
  if (!call || calls.length > 1) throw new Error(`${calls.length} calls`);
  return call;
}

const wire = ({ kind, method, path, query }: PlatformCall<unknown>) => ({
  line: `${method} ${path}`,
  kind,
  query: query.map(([name, value]) => `${name}=${value}`),
});

type Wanted = [use: (platform: Platform) => Promise<unknown>, line: string, query: string[], kind?: string];

const reads: Record<string, Wanted> = {
  ListApplications: [(p) => p.listApps(people, { isDefault: false }), "GET apps", ["default_app=false"]],
  ShowApplication: [(p) => p.showApp("a1", people), "GET apps/a1", []],
  ListProducts: [
    (p) => p.listProducts({ appId: "a1", name: "Pump", ...page }, people),
    "GET products",
    ["app_id=a1", "product_name=Pump", ...paged],
  ],
  ShowProduct: [(p) => p.showProduct("p9", "a1", people), "GET products/p9", ["app_id=a1"]],
  ListDevices: [
    (p) =>
      p.listDevices(
        {
          appId: "a1",
          productId: "p9",
          gatewayId: "g1",
          isCascade: true,
          nodeId: "n1",
          name: "Pump 1",
          registeredFrom: "2026-01-02T03:04:05.678Z",
          registeredTo: "2026-02-02T03:04:05.000Z",
          ...page,
        },
        people,
      ),
    "GET devices",
    [
      "app_id=a1",
      "product_id=p9",
      "gateway_id=g1",
      "is_cascade_query=true",
      "node_id=n1",
      "device_name=Pump 1",
      "start_time=20260102T030405Z",
      "end_time=20260202T030405Z",
      ...paged,
    ],
  ],
  ShowDevice: [(p) => p.showDevice("d1", people), "GET devices/d1", []],
  SearchDevices: [
    (p) => p.searchDevices("select * from device", people),
    "POST search/query-devices",
    [],
    "search",
  ],
  ListDeviceGroups: [
    (p) =>
      p.listGroups(
        { appId: "a1", name: "north", type: "STATIC", modifiedSince: "2026-01-02T03:04:05.000Z", ...page },
        people,
      ),
    "GET device-group",
    ["app_id=a1", "name=north", "group_type=STATIC", "last_modified_time=20260102T030405Z", ...paged],
  ],
  ShowDeviceGroup: [(p) => p.showGroup("g1", people), "GET device-group/g1", []],
  ShowDevicesInGroup: [(p) => p.listGroupDevices("g1", page, people), "GET device-group/g1/devices", paged],
  ListOtaPackages: [
    (p) =>
      p.listPackages(
        { type: "modulePackage", appId: "a1", productId: "p9", version: "1.0", ...page },
        people,
      ),
    "GET ota-upgrades/packages",
    ["app_id=a1", "package_type=modulePackage", "product_id=p9", "version=1.0", ...paged],
  ],
  ShowOtaPackage: [(p) => p.showPackage("k1", people), "GET ota-upgrades/packages/k1", []],
  ListOtaModules: [
    (p) => p.listModules({ appId: "a1", productId: "p9", ...page }, people),
    "GET ota-upgrades/modules",
    ["app_id=a1", "product_id=p9", ...paged],
  ],
  ListBatchTaskFiles: [(p) => p.listFiles(people), "GET batchtask-files", []],
  ListExportTasks: [
    (p) => p.listExports({ taskId: "t1", appId: "a1", ...page }, people),
    "GET export-tasks",
    ["resource_type=BatchTask", 'resource_condition={"task_id":"t1"}', "app_type=APP", "app_id=a1", ...paged],
  ],
  ShowExportTask: [(p) => p.downloadExport("e1", people), "GET export-tasks/e1/file", []],
};

describe("reads", () => {
  it.each(Object.entries(reads))("%s", async (operation, [use, line, query, kind = "read"]) => {
    const call = await callOf(use);
    const [method = "", path = ""] = line.split(" ");
    expect(call.operation).toBe(operation);
    expect(wire(call)).toEqual({ line: `${method} /v5/iot/p1/${path}`, kind, query });
  });

  it("leave out whatever was not asked for", async () => {
    for (const use of [
      (p: Platform) => p.listApps(people),
      (p: Platform) => p.showProduct("p9", null, people),
    ]) {
      expect((await callOf(use)).query).toEqual([]);
    }
    const exports = await callOf((p) => p.listExports({ limit: 5 }, people));
    expect(exports.query).toEqual([
      ["resource_type", "BatchTask"],
      ["limit", "5"],
    ]);
  });
});

describe("writes", () => {
  it("of files and exports", async () => {
    expect(wire(await callOf((p) => p.deleteFile("f1", people)))).toMatchObject({
      line: "DELETE /v5/iot/p1/batchtask-files/f1",
      kind: "write",
    });
    expect(wire(await callOf((p) => p.deleteExport("e1", people)))).toMatchObject({
      line: "DELETE /v5/iot/p1/export-tasks/e1",
      kind: "write",
    });
    const made = await callOf((p) => p.createExport({ taskId: "t1" }, people));
    expect(wire(made)).toMatchObject({ line: "POST /v5/iot/p1/export-tasks", kind: "write" });
    expect(made.body).toEqual({
      resource_type: "BatchTask",
      resource_condition: { task_id: "t1" },
      export_format: "xls",
    });
  });

  it("an upload has a minute, a download more bytes than any other answer", async () => {
    const file = { name: "lot.xlsx", content: Buffer.from("x") };
    expect(await callOf((p) => p.uploadFile(file, people))).toMatchObject({
      kind: "write",
      needs: { totalMs: 60_000 },
    });
    expect(await callOf((p) => p.downloadExport("e1", people))).toMatchObject({
      needs: { answer: "bytes", maxBytes: 64 * 1024 * 1024, totalMs: 60_000 },
    });
  });
});
