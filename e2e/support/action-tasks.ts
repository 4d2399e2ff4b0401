import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { DraftContent } from "@/lib/contracts/drafts";
import { buildWorkbook } from "@/lib/workbook/testing/build-workbook";
import { HARBOUR_APP_ID, PACKAGES, PRODUCTS } from "@/simulator/fleet/catalogue";
import { type ApiClient, uniqueName } from "./api";
import { sandbox } from "./sandbox";

/** A task that one of its devices fails, whatever it is told to do. */
export interface MadeTask {
  type: string;
  name: string;
  taskId: string;
  devices: readonly string[];
  /** As the platform's rows call it. */
  failing: string;
}

type Order = Partial<Parameters<typeof sandbox.orderDevices>[0][number]>;

/** How devices do what they are told. Durations are in milliseconds; the stage's platform is twenty times as fast. */
export const soon: Order = { outcome: "success", durationMs: 1_000 };
export const late: Order = { outcome: "success", durationMs: 6_000_000 };
export const failed: Order = { outcome: "fail", durationMs: 1_000, errorMessage: "The device did not do it" };

/** Devices of their own: nobody else does anything to them. */
async function orderDevices(prefix: string, orders: readonly Order[]): Promise<string[]> {
  const productId = PRODUCTS.find((product) => product.prefix === prefix)?.productId;
  const devices = orders.map((order) => ({
    ...{ deviceId: `${productId}_${uniqueName("act")}`, productId, online: true },
    ...order,
  }));
  await sandbox.orderDevices(devices);
  return devices.map(({ deviceId }) => deviceId);
}

const upgradeOf = (packageType: string, prefix: string) => {
  const productId = PRODUCTS.find((product) => product.prefix === prefix)?.productId;
  const found = PACKAGES.find((each) => each.type === packageType && each.productId === productId);
  return { package_ids: [found?.packageId] };
};

/** What each type that takes a list is told to do (sheet §9), and the product that can do it. */
const documents: Readonly<Record<string, { prefix: string; more: Record<string, unknown> }>> = {
  firmwareUpgrade: { prefix: "wm", more: { document: upgradeOf("firmwarePackage", "wm") } },
  softwareUpgrade: { prefix: "wm", more: { document: upgradeOf("softwarePackage", "wm") } },
  moduleUpgrade: {
    ...{ prefix: "gw", more: { appId: HARBOUR_APP_ID, document: upgradeOf("modulePackage", "gw") } },
  },
  createCommands: {
    prefix: "wm",
    more: { document: { service_id: "meter", command_name: "VALVE", paras: { open: 1 } } },
  },
  createAsyncCommands: {
    prefix: "gm",
    more: { document: { service_id: "gas", command_name: "VALVE", paras: { open: 0 }, expire_time: 7_200 } },
  },
  createMessages: { prefix: "wm", more: { document: { message: "hello" } } },
  updateDeviceShadows: {
    prefix: "wm",
    more: { document: { shadow: [{ service_id: "meter", desired: { report_interval: 30 } }] } },
  },
  freezeDevices: { prefix: "wm", more: {} },
  unfreezeDevices: { prefix: "wm", more: {} },
  deleteDevices: { prefix: "wm", more: {} },
  DeviceCmd: {
    prefix: "wm",
    more: {
      timeoutMinutes: 10,
      document: { serviceId: "WaterMeter", method: "SET_VALVE", paras: { value: 1 } },
    },
  },
};

/** Makes a task of the type the way it can be made; three devices of an upgrade wait for a confirmation. */
export function makeTask(api: ApiClient, type: string): Promise<MadeTask> {
  if (type === "changeGateway") return stageTask(type);
  if (type === "createDevices" || type === "updateDevices") return makeOfWorkbook(api, type);
  return /Upgrade$/.test(type) ? makeWaiting(api, type) : makeOfList(api, type, [failed, soon]);
}

/** The first device fails once (`always`: every time), the second takes `late`, the third is of the next wave. */
function makeWaiting(api: ApiClient, type: string): Promise<MadeTask> {
  const retryable = type !== "moduleUpgrade";
  const first = retryable ? { ...failed, failTimes: 1 } : failed;
  const others = retryable ? late : soon;
  return makeOfList(api, type, [first, others, others], { needConfirm: true });
}

/** The first of the devices is the one that fails; they are in the order in which they are seen. */
export async function makeOfList(
  api: ApiClient,
  type: string,
  orders: readonly Order[],
  options: Record<string, unknown> = {},
): Promise<MadeTask> {
  const { prefix = "", more = {} } = documents[type] ?? {};
  const devices = await orderDevices(prefix, orders);
  // The platform lists its newest record first.
  const targets = { kind: "list", ids: devices.toReversed() };
  return { devices, failing: devices[0] ?? "", ...(await post(api, { type, targets, ...more, ...options })) };
}

/** One row is of a device that is there already, or that nobody knows. */
async function makeOfWorkbook(api: ApiClient, type: string): Promise<MadeTask> {
  const [known = ""] = await orderDevices("wm", [soon]);
  const productId = known.slice(0, known.indexOf("_"));
  const stranger = `${productId}_${uniqueName("act")}`;
  const node = (device: string) => device.slice(productId.length + 1);
  const creates = type === "createDevices";
  const head = creates ? ["product_id", "node_id"] : ["device_id", "device_name"];
  const rows = [known, stranger].map((device) => (creates ? [productId, node(device)] : [device, "Meter"]));
  const content = buildWorkbook([head, ...rows]);
  const draftId = await keepWorkbook(api, type, { name: `${uniqueName("act")}.xlsx`, content });
  const made = await post(api, { type, draftId, targets: { kind: "file", draftId } });
  return { ...made, devices: [known, stranger], failing: creates ? known : stranger };
}

/** A firmware upgrade of as many devices as there are orders. */
export function makeFirmware(
  api: ApiClient,
  orders: readonly Order[],
  options: Record<string, unknown> = {},
): Promise<MadeTask> {
  return makeOfList(api, "firmwareUpgrade", orders, options);
}

/** Of a workbook that is on the platform alone. */
export async function makeOfForeignFile(api: ApiClient): Promise<MadeTask> {
  const [known = ""] = await orderDevices("wm", [soon]);
  const [productId = "", node = ""] = [
    known.slice(0, known.indexOf("_")),
    known.slice(known.indexOf("_") + 1),
  ];
  const content = buildWorkbook([
    ["product_id", "node_id"],
    [productId, node],
  ]);
  const stored = await api.upload("/files", { name: `${uniqueName("act")}.xlsx`, content });
  expect(stored.status(), await stored.text()).toBe(201);
  const { fileId } = await stored.json();
  const made = await post(api, { type: "createDevices", targets: { kind: "file", fileId } });
  expect((await api.delete(`/files/${fileId}`)).status()).toBe(204);
  return { ...made, devices: [known], failing: known };
}

/** Of a workbook whose rows nobody here can read. */
export async function makeOfOldWorkbook(api: ApiClient): Promise<MadeTask> {
  const content = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512)]);
  const draftId = await keepWorkbook(api, "createDevices", { name: `${uniqueName("act")}.xls`, content });
  const made = await post(api, { type: "createDevices", draftId, targets: { kind: "file", draftId } });
  return { ...made, devices: [], failing: "" };
}

/** A draft with this workbook; answers its id. */
async function keepWorkbook(
  api: ApiClient,
  type: string,
  file: { name: string; content: Uint8Array },
): Promise<string> {
  const draftId = randomUUID();
  const draft = { name: uniqueName("act"), type, step: "review", version: 0, targetCount: 0 };
  const saved = await api.put(`/drafts/${draftId}`, { data: { ...draft, content: DraftContent.parse({}) } });
  expect(saved.status(), await saved.text()).toBe(201);
  const kept = await api.put(`/drafts/${draftId}/file?type=${type}`, { file });
  expect(kept.status(), await kept.text()).toBe(200);
  return draftId;
}

/** Made by somebody else, of a type nobody here can make: one device did it, one did not. */
export async function stageTask(type: string, more: Record<string, unknown> = {}): Promise<MadeTask> {
  const name = uniqueName(`act_${type}`);
  const statuses = { Success: 1, Fail: 1 };
  const taskId = await sandbox.stageTask({ type, name, count: 2, statuses, still: true, ...more });
  return { type, name, taskId, devices: [], failing: "" };
}

async function post(
  api: ApiClient,
  body: Record<string, unknown> & { type: string },
): Promise<Pick<MadeTask, "type" | "name" | "taskId">> {
  const name = uniqueName(`act_${body.type}`);
  const answer = await api.post("/tasks", { name, ...body });
  expect(answer.status(), await answer.text()).toBe(201);
  return { type: body.type, name, taskId: (await answer.json()).taskId };
}

/** Reads the task until it is so, with all of its rows. */
export async function until(api: ApiClient, taskId: string, wanted: Record<string, unknown>): Promise<void> {
  await expect(async () => {
    const task = await (await api.get(`/tasks/${taskId}?fresh=1`)).json();
    expect(task).toMatchObject({ snapshot: { subtasksComplete: true }, ...wanted });
  }).toPass({ timeout: 30_000, intervals: [200, 300, 500] });
}
