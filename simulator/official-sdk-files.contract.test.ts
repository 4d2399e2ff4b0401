import FormData from "form-data";
import { describe, expect, it } from "vitest";
import { SIGNATURES, silenceSdk, startOfficial } from "./testing/official-sdk/start-official";
import { meters } from "./testing/start-simulator";
import type { ShowJson, TaskJson } from "./testing/test-client";
import { writeWorkbook } from "./workbook/write-workbook";

type StoredFile = { file_id: string; file_name: string };

const [A = "", B = ""] = meters(2);

async function form(fileName: string): Promise<FormData> {
  const contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const body = new FormData();
  const workbook = Buffer.from(await writeWorkbook([["device_id"], [A], [B]]));
  body.append("file", workbook, { filename: fileName, contentType });
  return body;
}

describe.each(SIGNATURES)("Huawei's SDK, signing %s, with batch files", (kind, credentials) => {
  it("uploads a form whose body it does not hash, makes a task of it and deletes it", async () => {
    const { simulator, client, pass } = await startOfficial();
    const iotda = client(credentials());
    const uploaded = await iotda.call<StoredFile>("uploadBatchTaskFile", { body: await form("meters.xlsx") });
    expect(uploaded).toMatchObject({ httpStatusCode: 201, file_name: "meters.xlsx" });
    const { files } = await iotda.call<{ files: StoredFile[] }>("listBatchTaskFiles");
    expect(files.map((file) => file.file_id)).toEqual([uploaded.file_id]);

    const order = { task_name: "winter", task_type: "freezeDevices", document_source: uploaded.file_id };
    const { task_id } = await iotda.call<TaskJson>("createBatchTask", { body: order });
    pass(60_000);
    const task = await iotda.call<ShowJson>("showBatchTask", { path: { task_id } });
    expect(task.task_details.map(({ target }) => target).sort()).toEqual([A, B]);

    const path = { file_id: uploaded.file_id };
    expect(await iotda.call("deleteBatchTaskFile", { path })).toMatchObject({ httpStatusCode: 204 });
    expect(await iotda.call("listBatchTaskFiles")).toMatchObject({ files: [] });
    expect(new Set(simulator.calls().map((call) => call.signature))).toEqual(new Set([kind]));
  });

  it("is told that a name is taken and that a file is gone", async () => {
    silenceSdk();
    const { client } = await startOfficial();
    const iotda = client(credentials());
    await iotda.call("uploadBatchTaskFile", { body: await form("meters.xlsx") });
    const again = iotda.call("uploadBatchTaskFile", { body: await form("meters.xlsx") });
    await expect(again).rejects.toMatchObject({ httpStatusCode: 400, errorCode: "IOTDA.014602" });
    const gone = iotda.call("deleteBatchTaskFile", { path: { file_id: "nowhere" } });
    await expect(gone).rejects.toMatchObject({ httpStatusCode: 404, errorCode: "IOTDA.014600" });
  });
});
