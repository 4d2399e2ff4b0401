import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_APP_ID } from "../fleet/catalogue";
import { SANDBOX } from "../sandbox-defaults";
import { shapeFaults } from "../testing/json-shape";
import { signCall } from "../testing/sign-call";
import {
  GATEWAY,
  METER,
  METER_FIRMWARE,
  METER_SOFTWARE,
  type Running,
  startSimulator,
} from "../testing/start-simulator";
import type { Reply, TaskJson } from "../testing/test-client";
import { upload, uploadRows } from "../testing/upload";
import { toCompactTime } from "../utc-time";
import { writeWorkbook } from "../workbook/write-workbook";

type Example = {
  request: {
    method: string;
    url: string;
    headers: Record<string, string>;
    query?: Record<string, string | number>;
    body?: { document_source?: string };
  };
  response: { status: number; headers?: Record<string, string>; body?: unknown };
};
/** What stands for what in a request: ids of the examples, and ours. */
type Names = Record<string, string>;

const FOLDER = new URL("../testdata/examples/", import.meta.url);
const EXAMPLES = readdirSync(FOLDER)
  .map((file) => file.replace(".json", ""))
  .filter((name) => !/^(na|iam)-/.test(name));
const FIXED: Names = {
  "0a1b2c3d4e5f60718293a4b5c6d7e8f9": SANDBOX.projectId,
  a7c3f0d2b84e4f6f9e1d2c3b4a596877: DEFAULT_APP_ID,
  "68f0a1b2c3d4e5f607182930": METER,
  "68fa12bc34de56f0789a1b2c": METER_FIRMWARE,
};
const PUMP = "6619d6f34c3d5e6f70819204";
const TASK = "6b016f243b7e4c5d9a1f0c21";
const OLD_TASK = "6afd5b003b7e4c5d9a1f0b10";
const FILE_NAME = "register_lot_20261121_101600.xlsx";
const FILE_ID = "0d6b2c6e-19a4-4f0d-8f4b-0f5a8d5c7e91";
const EXPORT = "6b0175003b7e4c5d9a1f0e01";
const pump = (number: number) => `${METER}_pump-${String(number).padStart(4, "0")}`;

function read(name: string): Example {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));
}

/** The pumps of the examples: one succeeds, one takes long, one is not there. */
async function start(): Promise<Running> {
  const running = await startSimulator();
  const plain = [1, 2, 3, 4, 5, 7, 8].map((number) => ({ deviceId: pump(number) }));
  running.simulator.setDevices([
    ...plain,
    { deviceId: pump(102) },
    { deviceId: pump(1), outcome: "success", durationMs: 2_000 },
    { deviceId: pump(2), outcome: "success", durationMs: 3_600_000 },
    { deviceId: pump(3), outcome: "fail", errorCode: "IOTDA.014016", errorMessage: "Operation not allowed." },
    { deviceId: pump(4), outcome: "success", durationMs: 1_000 },
  ]);
  return running;
}

async function createUpgrade({ client }: Running, more: object): Promise<string> {
  const order = {
    task_name: "t",
    task_type: "firmwareUpgrade",
    document: { package_id: METER_FIRMWARE },
    ...more,
  };
  return (await client.post<TaskJson>("/batchtasks", order)).body.task_id;
}

/** The upgrade of the examples: one done, one running, one waiting for its next try. */
async function runningUpgrade(running: Running): Promise<string> {
  const schedule_time = toCompactTime(running.now() + 30_000);
  const task_policy = { schedule_time, retry_count: 3, retry_interval: 30 };
  const targets = [pump(1), pump(2), pump(3)];
  const taskId = await createUpgrade(running, { need_confirm: false, targets, task_policy });
  running.pass(60_000);
  return taskId;
}

/** The older upgrade: one done, one whose device does not exist. */
async function finishedUpgrade(running: Running): Promise<string> {
  running.simulator.setDevices([{ deviceId: pump(5), outcome: "fail", errorCode: "IOTDA.014000" }]);
  const taskId = await createUpgrade(running, { targets: [pump(4), pump(5)] });
  running.pass(60_000);
  return taskId;
}

async function store(running: Running): Promise<Names> {
  return {
    [FILE_ID]: await uploadRows(running, FILE_NAME, [
      ["product_id", "node_id"],
      [METER, "pump-0101"],
    ]),
  };
}

async function exported(running: Running): Promise<Names> {
  const taskId = await runningUpgrade(running);
  const body = { resource_type: "BatchTask", resource_condition: { task_id: taskId }, app_type: "APP" };
  const { export_task_id } = (await running.client.post<{ export_task_id: string }>("/export-tasks", body))
    .body;
  running.pass(10_000);
  return { [TASK]: taskId, [EXPORT]: export_task_id };
}

async function group({ client }: Running): Promise<Names> {
  const { body } = await client.get<{ device_groups: { group_id: string }[] }>("/device-group", {
    name: "Canary",
  });
  return { "c2f6e1d0-7b1a-4a53-9d0e-5b7f3c9a1e42": body.device_groups[0]?.group_id ?? "" };
}

/** What must be there before an example can be played; those that need nothing are not listed. */
const SCENES: Record<string, (running: Running) => Promise<Names>> = {
  "batchtask-confirm": async (running) => {
    const taskId = await createUpgrade(running, { need_confirm: true, targets: [pump(1), pump(2)] });
    running.pass(5_000);
    return { "6b016f3c3b7e4c5d9a1f0c22": taskId };
  },
  "batchtask-create-devices-from-file": store,
  "batchtask-create-software-upgrade-group": async (running) => ({
    ...(await group(running)),
    "68fa12bc34de56f0789a1b2c": METER_SOFTWARE,
  }),
  "batchtask-create-update-devices": async (running) => ({
    "6f3f1f0e-0b0f-4f53-9d1f-6f3b1c2d3e4f": await uploadRows(running, "a.xlsx", [["device_id"], [pump(1)]]),
  }),
  "batchtask-delete": async (running) => ({ [OLD_TASK]: await finishedUpgrade(running) }),
  "batchtask-file-delete": store,
  "batchtask-file-list": store,
  "batchtask-file-upload-duplicate": store,
  "batchtask-list": async (running) => {
    await finishedUpgrade(running);
    return { [TASK]: await runningUpgrade(running) };
  },
  "batchtask-retry-all": async (running) => ({ [OLD_TASK]: await finishedUpgrade(running) }),
  "batchtask-retry-targets": async (running) => ({ [OLD_TASK]: await finishedUpgrade(running) }),
  "batchtask-show": async (running) => ({ [TASK]: await runningUpgrade(running) }),
  "batchtask-show-create-devices": async (running) => {
    const rows = [
      ["product_id", "node_id"],
      [METER, "pump-0101"],
      [METER, "pump-0102"],
    ];
    const document_source = await uploadRows(running, "a.xlsx", rows);
    const order = { task_name: "t", task_type: "createDevices", document_source };
    const { task_id } = (await running.client.post<TaskJson>("/batchtasks", order)).body;
    running.pass(30_000);
    return { "6b016f843b7e4c5d9a1f0c23": task_id };
  },
  "batchtask-show-filtered": async (running) => ({ [OLD_TASK]: await finishedUpgrade(running) }),
  "batchtask-stop-all": async (running) => ({ [TASK]: await runningUpgrade(running) }),
  "batchtask-stop-targets": async (running) => ({ [TASK]: await runningUpgrade(running) }),
  // Of our products only the gateway has a module.
  "device-show": async () => ({ "68f0a1b2c3d4e5f607182930_pump-0001": `${GATEWAY}_gw-0000001` }),
  "devices-search": async () => ({ "'north'": "'water-north-hill'" }),
  "export-create": async (running) => ({ [TASK]: await runningUpgrade(running) }),
  "export-delete": exported,
  "export-download": exported,
  "export-list": exported,
  "group-devices": group,
  // The model of the examples is our pump's.
  "product-show": async () => ({ "68f0a1b2c3d4e5f607182930": PUMP }),
  "throttled-gateway": async ({ simulator }) => {
    simulator.addFault({ kind: "throttle", times: 1 });
    return {};
  },
  "throttled-platform": async ({ simulator }) => {
    simulator.addFault({ kind: "throttle", status: 403, code: "IOTDA.021102", times: 1 });
    return {};
  },
};

async function play(running: Running, name: string, names: Names): Promise<Reply<unknown>> {
  const { request } = read(name);
  if (/^multipart/.test(request.headers["Content-Type"] ?? "")) {
    return upload(running, FILE_NAME, await writeWorkbook([["product_id", "node_id"]]));
  }
  const rename = (text: string) =>
    Object.entries({ ...FIXED, ...names })
      // The longest first: a device id begins with the id of its product.
      .toSorted(([a], [b]) => b.length - a.length)
      .reduce((renamed, [from, to]) => renamed.replaceAll(from, to), text);
  const path = rename(request.url.replace("https://{iotda-app-host}", ""));
  const query = Object.entries(request.query ?? {}).map(
    ([key, value]) => `${key}=${encodeURIComponent(rename(String(value)))}`,
  );
  const body = request.body && rename(JSON.stringify(request.body));
  const token = name === "unauthorized" ? "expired" : undefined;
  const target = query.length > 0 ? `${path}?${query.join("&")}` : path;
  return running.client.raw(request.method, target, body, { token });
}

describe("the examples of the sheet", () => {
  it.each(EXAMPLES.filter((name) => name !== "export-download"))("%s is answered in kind", async (name) => {
    const running = await start();
    const names = (await SCENES[name]?.(running)) ?? {};
    const { response } = read(name);
    const reply = await play(running, name, names);
    expect(reply.status).toBe(response.status);
    expect(shapeFaults(response.body ?? {}, reply.body)).toEqual([]);
  });

  it("export-download is answered in kind", async () => {
    const running = await start();
    const exportId = (await exported(running))[EXPORT];
    const { response } = read("export-download");
    const url = new URL(`${running.url}/v5/iot/${SANDBOX.projectId}/export-tasks/${exportId}/file`);
    const headers = signCall(SANDBOX, { method: "GET", url, headers: {}, body: "", at: running.now() });
    const reply = await fetch(url, { headers });
    expect(reply.status).toBe(response.status);
    expect(reply.headers.get("content-type")).toBe(response.headers?.["Content-Type"]);
    const magic = Buffer.from(await reply.arrayBuffer()).subarray(0, 2);
    expect(magic.toString()).toBe("PK");
  });
});
