import type { SdkStreamResponse } from "@huaweicloud/huaweicloud-sdk-core/SdkStreamResponse.js";
import { unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { SANDBOX } from "./sandbox-defaults";
import { newBuilder } from "./testing/official-sdk/iotda-client";
import { SIGNATURES, silenceSdk, startOfficial } from "./testing/official-sdk/start-official";
import { METER, meters } from "./testing/start-simulator";
import type { TaskJson } from "./testing/test-client";

const [A = "", B = ""] = meters(2);
type ExportJson = { export_task_id: string };

describe.each(SIGNATURES)("Huawei's SDK, signing %s, with exports and searches", (kind, credentials) => {
  it("exports the subtasks of a task, finds the export by its condition, downloads and deletes it", async () => {
    const { simulator, url, client, pass } = await startOfficial();
    const iotda = client(credentials());
    const order = {
      task_name: "t",
      task_type: "createMessages",
      targets: [A, B],
      document: { message: "hi" },
    };
    const { task_id } = await iotda.call<TaskJson>("createBatchTask", { body: order });
    pass(60_000);
    const body = { resource_type: "BatchTask", resource_condition: { task_id } };
    const { export_task_id } = await iotda.call<ExportJson>("createExportTask", { body });
    pass(10_000);
    const query = { resource_type: "BatchTask", resource_condition: JSON.stringify({ task_id }), limit: 10 };
    const listed = await iotda.call("listExportTasks", { query });
    expect(listed).toMatchObject({ export_tasks: [{ export_task_id, status: "Success", export_count: 2 }] });

    const path = { export_task_id };
    const binary = newBuilder()
      .withCredential(credentials().withProjectId(SANDBOX.projectId))
      .withEndpoint(url)
      .withOptions({ customUserAgent: "muster-tests", axiosRequestConfig: { responseType: "arraybuffer" } });
    const file = await binary.build().call<SdkStreamResponse>("showExportTask", { path });
    const [workbook = new Uint8Array()] = Object.values(unzipSync(new Uint8Array(file.body)));
    const [, ...rows] = await readSheet(Buffer.from(workbook));
    expect(rows.map(([target, status]) => [target, status])).toEqual([
      [A, "Success"],
      [B, "Success"],
    ]);
    expect(await iotda.call("deleteExportTask", { path })).toMatchObject({ httpStatusCode: 204 });
    expect(new Set(simulator.calls().map((call) => call.signature))).toEqual(new Set([kind]));
  });

  it("searches devices, and is slowed down when it asks twice in a second", async () => {
    silenceSdk();
    const { client, pass } = await startOfficial();
    const iotda = client(credentials());
    const body = { sql: `select * from device where product_id = '${METER}' order by marker asc limit 0,1` };
    expect(await iotda.call("searchDevices", { body })).toMatchObject({ devices: [{ device_id: A }] });
    const hasty = iotda.call("searchDevices", { body });
    await expect(hasty).rejects.toMatchObject({ httpStatusCode: 429, errorCode: "APIGW.0308" });
    pass(1_000);
    expect(await iotda.call("searchDevices", { body })).toMatchObject({ httpStatusCode: 200 });
  });
});
