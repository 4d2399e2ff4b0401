import { Region } from "@huaweicloud/huaweicloud-sdk-core/region/region.js";
import { describe, expect, it } from "vitest";
import { SANDBOX } from "./sandbox-defaults";
import { newBuilder, standardCredentials } from "./testing/official-sdk/iotda-client";
import { REGION, SIGNATURES, startOfficial } from "./testing/official-sdk/start-official";
import { GATEWAY, HARBOUR, METER, METER_FIRMWARE, meters } from "./testing/start-simulator";
import type { ListJson, PageJson, ResultsJson, ShowJson, TaskJson } from "./testing/test-client";

const [A = "", B = "", C = ""] = meters(3);
const upgrade = {
  task_name: "升级_pilot",
  task_type: "firmwareUpgrade",
  targets: [A, B, C],
  document: { package_id: METER_FIRMWARE },
};

describe.each(SIGNATURES)("Huawei's SDK, signing %s", (kind, credentials) => {
  it("creates, lists, shows, retries, stops and deletes a task", async () => {
    const { simulator, client, pass } = await startOfficial();
    simulator.setDevices([
      { deviceId: A, outcome: "success", durationMs: 5_000 },
      { deviceId: B, outcome: "fail", durationMs: 5_000, failTimes: 1 },
      { deviceId: C, outcome: "success", durationMs: 3_600_000 },
    ]);
    const iotda = client(credentials());
    const created = await iotda.call<TaskJson>("createBatchTask", { body: upgrade });
    expect(created).toMatchObject({ httpStatusCode: 201, task_name: "升级_pilot", targets: [A, B, C] });
    const path = { task_id: created.task_id };

    pass(20_000);
    const query = { task_type: "firmwareUpgrade", status: "Processing", limit: 50, offset: 0 };
    const listed = await iotda.call<ListJson>("listBatchTasks", { query });
    expect(listed.batchtasks.map((task) => task.task_id)).toEqual([created.task_id]);
    const failed = { task_detail_status: "Fail", target: B, limit: 10 };
    const shown = await iotda.call<ShowJson>("showBatchTask", { path, query: failed });
    expect(shown).toMatchObject({ httpStatusCode: 200, page: { count: 1 } });
    expect(shown.task_details).toMatchObject([{ target: B, status: "Fail" }]);

    const retried = await iotda.call<ResultsJson>("retryBatchTask", {
      path,
      body: { targets: [B, "other"] },
    });
    expect(retried.targets.map(({ status }) => status)).toEqual(["success", "failure"]);
    pass(20_000);
    await iotda.call("stopBatchTask", { path });
    pass(20_000);
    const stopped = await iotda.call<ShowJson>("showBatchTask", { path });
    expect(stopped.batchtask).toMatchObject({ status: "Stopped", task_progress: { success: 2, stopped: 1 } });
    expect(await iotda.call("deleteBatchTask", { path })).toMatchObject({ httpStatusCode: 204 });

    const after = await iotda.call<ListJson>("listBatchTasks", { query: { task_type: "firmwareUpgrade" } });
    expect(after.batchtasks).toEqual([]);
    expect(new Set(simulator.calls().map((call) => call.signature))).toEqual(new Set([kind]));
    expect(simulator.calls().map((call) => call.status)).toEqual([201, 200, 200, 200, 200, 200, 204, 200]);
  });

  it("confirms a task that waits for it", async () => {
    const { simulator, client, pass } = await startOfficial();
    simulator.setDevices([A, B, C].map((deviceId) => ({ deviceId, durationMs: 3_600_000 })));
    const iotda = client(credentials());
    const body = { ...upgrade, need_confirm: true };
    const { task_id } = await iotda.call<TaskJson>("createBatchTask", { body });
    pass(10_000);
    const path = { task_id };
    const chosen = await iotda.call<ResultsJson>("confirmBatchTask", { path, body: { targets: [A] } });
    expect(chosen.targets).toMatchObject([{ target: A, status: "success" }]);
    expect(await iotda.call("confirmBatchTask", { path })).toMatchObject({ httpStatusCode: 200 });
    pass(10_000);
    const { batchtask } = await iotda.call<ShowJson>("showBatchTask", { path });
    expect(batchtask).toMatchObject({ status: "Processing", task_progress: { processing: 3 } });
  });

  it("reads what a wizard offers: spaces, products, devices, groups and packages", async () => {
    const { simulator, client } = await startOfficial();
    const iotda = client(credentials());
    const spaces = await iotda.call("showApplications", { query: { default_app: false } });
    expect(spaces).toMatchObject({ applications: [{ app_id: HARBOUR }] });
    expect(await iotda.call("showApplication", { path: { app_id: HARBOUR } })).toMatchObject({
      app_id: HARBOUR,
    });
    const products = await iotda.call<{ page: PageJson }>("listProducts", { query: { limit: 2, offset: 0 } });
    expect(products.page.count).toBe(6);
    const product = await iotda.call("showProduct", { path: { product_id: METER } });
    expect(product).toMatchObject({ service_capabilities: [{ service_id: "meter" }] });

    const device_name = "Water meter WM-300 0041873";
    const devices = await iotda.call("listDevices", { query: { device_name, product_id: METER } });
    expect(devices).toMatchObject({ devices: [{ device_name }], page: { count: 1 } });
    const gateway_id = `${GATEWAY}_gw-0000007`;
    const behind = await iotda.call("listDevices", { query: { gateway_id, is_cascade_query: true } });
    expect(behind).toMatchObject({ page: { count: 15 } });
    expect(await iotda.call("showDevice", { path: { device_id: A } })).toMatchObject({ device_id: A });

    const query = { name: "Canary" };
    const groups = await iotda.call<{ device_groups: { group_id: string }[] }>("listDeviceGroups", { query });
    const path = { group_id: groups.device_groups[0]?.group_id ?? "" };
    expect(await iotda.call("showDeviceGroup", { path })).toMatchObject(path);
    expect(await iotda.call("showDevicesInGroup", { path })).toMatchObject({ page: { count: 50 } });

    const ofMeters = { package_type: "firmwarePackage", product_id: METER };
    const packages = await iotda.call("listOtaPackageInfo", { query: ofMeters });
    expect(packages).toMatchObject({ page: { count: 2 } });
    const package_id = METER_FIRMWARE;
    expect(await iotda.call("showOtaPackage", { path: { package_id } })).toMatchObject({ package_id });
    expect(new Set(simulator.calls().map((call) => call.signature))).toEqual(new Set([kind]));
  });

  it.each(["a b+c", "100%", "*!'()~", "水表 é", "x=1&y=2", "-_.~/", ""])(
    "signs %j in a query",
    async (name) => {
      const { simulator, client } = await startOfficial();
      await client(credentials()).call("listDeviceGroups", { query: { name, limit: 1, offset: 0 } });
      expect(simulator.calls()).toMatchObject([{ status: 200, query: { name, limit: "1", offset: "0" } }]);
    },
  );

  it("signs the headers of an instance and of temporary keys", async () => {
    const { client } = await startOfficial();
    const iotda = client(credentials().withSecurityToken("temporary"));
    const answer = await iotda.call("showApplications", { instanceId: "9f0c1d2e" });
    expect(answer).toMatchObject({ httpStatusCode: 200 });
  });
});

describe("Huawei's SDK without a project", () => {
  it("asks IAM for the project of its region", async () => {
    const { simulator, url } = await startOfficial();
    const credentials = standardCredentials().withIamEndpoint(url);
    const builder = newBuilder().withCredential(credentials).withRegion(new Region(REGION, url));
    const answer = await builder.build().call("showApplications");
    expect(answer).toMatchObject({ httpStatusCode: 200 });
    expect(simulator.calls().map(({ path }) => path)).toEqual([
      "/v3/projects",
      `/v5/iot/${SANDBOX.projectId}/apps`,
    ]);
  });
});
