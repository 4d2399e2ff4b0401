import { describe, expect, it } from "vitest";
import { DEFAULT_APP_ID, HARBOUR_APP_ID } from "../../fleet/catalogue";
import { SANDBOX } from "../../sandbox-defaults";
import { NaClient, naOrder } from "../../testing/na-client";
import { METER, meters, SENSOR, startSimulator } from "../../testing/start-simulator";

const list = { type: "DeviceList", deviceList: meters(1) };
const command = { serviceId: "meter", method: "VALVE" };

async function start() {
  const running = await startSimulator();
  const na = new NaClient(running.url);
  const attempt = async (body: unknown) => {
    const reply = await na.create(body);
    return [reply.status, reply.body.error_code ?? (reply.body.taskID ? "created" : "")];
  };
  return { ...running, na, attempt };
}

/** An order whose target is one device, with changed fields of the task or of `param`. */
const order = (change: object, param: object = {}) => naOrder({ ...list, ...param }, change);
const text = (length: number) => "x".repeat(length);

describe("the rules of a create call", () => {
  it.each([
    ["no appId", order({ appId: undefined })],
    ["an appId of 65 characters", order({ appId: text(65) })],
    ["no name", order({ taskName: "" })],
    ["a name of 257 characters", order({ taskName: text(257) })],
    ["another type", order({ taskType: "DeviceReg" })],
    ["no time limit", order({ timeout: undefined })],
    ["9 minutes", order({ timeout: 9 })],
    ["2881 minutes", order({ timeout: 2881 })],
    ["half minutes", order({ timeout: 10.5 })],
    ["minutes as a text", order({ timeout: "10" })],
    ["no param", order({ param: undefined })],
    ["an unknown kind of targets", order({}, { type: "Everyone" })],
    ["an empty list", order({}, { deviceList: [] })],
    ["no list", order({}, { deviceList: undefined })],
    ["a list of numbers", order({}, { deviceList: [1] })],
    ["no command", order({}, { command: undefined })],
    ["no service", order({}, { command: { method: "m" } })],
    ["a service of 65 characters", order({}, { command: { ...command, serviceId: text(65) } })],
    ["no method", order({}, { command: { serviceId: "s", method: "" } })],
    ["a method of 129 characters", order({}, { command: { ...command, method: text(129) } })],
    ["paras that are no object", order({}, { command: { ...command, paras: [1] } })],
    ["4 retransmissions", order({}, { maxRetransmit: 4 })],
    ["-1 retransmissions", order({}, { maxRetransmit: -1 })],
    ["a callbackUrl that is none", order({}, { callbackUrl: "nowhere" })],
    ["a groupTag that is no text", order({}, { groupTag: 1 })],
    ["a tag without a name", order({ tags: [{ tagName: "", tagValue: "v" }] })],
    ["a tag name of 129 characters", order({ tags: [{ tagName: text(129), tagValue: "v" }] })],
    ["a tag value of 1025 characters", order({ tags: [{ tagName: "n", tagValue: text(1025) }] })],
    ["a tag without a value", order({ tags: [{ tagName: "n" }] })],
    [
      "a device type without its model",
      naOrder({ type: "DeviceType", deviceType: "Pump", manufacturerId: "m" }),
    ],
    ["an area without its name", naOrder({ type: "DeviceArea" })],
    ["no groups", naOrder({ type: "GroupList", groupList: [] })],
    ["no group ids", naOrder({ type: "GroupIdList" })],
    ["a list as the body", []],
    ["nothing", undefined],
  ])("refuse %s", async (_what, body) => {
    const { attempt } = await start();
    expect(await attempt(body)).toEqual([400, "50400"]);
  });

  it.each([
    ["a name of 256 characters", order({ taskName: text(256) })],
    ["10 minutes", order({ timeout: 10 })],
    ["2880 minutes", order({ timeout: 2880 })],
    ["a service of 64 characters", order({}, { command: { ...command, serviceId: text(64) } })],
    ["a method of 128 characters", order({}, { command: { ...command, method: text(128) } })],
    ["no and three retransmissions", order({}, { maxRetransmit: 0 }), order({}, { maxRetransmit: 3 })],
    ["a callbackUrl", order({}, { callbackUrl: "https://example.org/answers" })],
    ["a known groupTag", order({}, { groupTag: "Water" })],
    ["the longest tag", order({ tags: [{ tagName: text(128), tagValue: text(1024) }] })],
    ["fields it does not know", order({ colour: "red" }, { shade: "dark" })],
  ])("accept %s", async (_what, ...bodies) => {
    const { attempt } = await start();
    for (const body of bodies) expect(await attempt(body)).toEqual([200, "created"]);
  });

  it("refuse another media type", async () => {
    const { na } = await start();
    await na.login();
    const reply = await na.send("POST", "/iocm/app/batchtask/v1.1.0/tasks", "{}", {
      "content-type": "text/plain",
      app_key: SANDBOX.naAppId,
      authorization: `Bearer ${(await na.login()).body.accessToken}`,
    });
    expect([reply.status, reply.body.error_code]).toEqual([400, "50400"]);
  });
});

describe("targets", () => {
  it.each([
    ["a list, an id twice as two", { type: "DeviceList", deviceList: [...meters(2), ...meters(1)] }, 3],
    [
      "a device type",
      { type: "DeviceType", deviceType: "WaterMeter", manufacturerId: "Muster Works", model: "WM-300" },
      48_000,
    ],
    ["an area", { type: "DeviceArea", deviceLocation: "Old Town" }, 4_000],
    ["group names", { type: "GroupList", groupList: ["Canary", "Pumps Intake"] }, 4_050],
    ["overlapping groups once", { type: "GroupList", groupList: ["Canary", "Water North Hill"] }, 4_000],
    ["everyone", { type: "Broadcast" }, 120_000],
  ])("can be %s", async (_what, param, count) => {
    const { na } = await start();
    const taskId = await na.createTask(param);
    expect((await na.show(taskId)).body.totalCnt).toBe(count);
  });

  it("can be a dynamic group, as it stands when the task is made", async () => {
    const { na, simulator } = await start();
    const dynamic = { type: "GroupList", groupList: ["Water on old firmware"] };
    const total = async () => (await na.show(await na.createTask(dynamic))).body.totalCnt;
    const before = await total();
    simulator.setDevices(meters(3).map((deviceId) => ({ deviceId, firmware: "2.3.0" })));
    expect(await total()).toBe(before + 3);
  });

  it("can be group ids", async () => {
    const running = await start();
    const query = { name: "Canary" };
    const groups = await running.client.get<{ device_groups: { group_id: string }[] }>(
      "/device-group",
      query,
    );
    const groupId = groups.body.device_groups[0]?.group_id ?? "";
    const taskId = await running.na.createTask({ type: "GroupIdList", groupList: [groupId] });
    expect((await running.na.show(taskId)).body.totalCnt).toBe(50);
  });

  it.each([
    [{ type: "DeviceType", deviceType: "WaterMeter", manufacturerId: "Muster Works", model: "WM-301" }],
    [{ type: "DeviceType", deviceType: "WaterMeter", manufacturerId: "Other", model: "WM-300" }],
    [{ type: "DeviceArea", deviceLocation: "Atlantis" }],
    [{ type: "GroupList", groupList: ["Canary", "Nobody"] }],
    [{ type: "GroupIdList", groupList: ["Canary"] }],
  ])("that do not exist are refused with HTTP 200: %j", async (param) => {
    const { attempt } = await start();
    expect(await attempt(naOrder(param))).toEqual([200, "101001"]);
  });

  it("leave deleted devices out, but for a list", async () => {
    const { na, client, pass } = await start();
    const [gone = ""] = meters(1);
    await client.post("/batchtasks", { task_name: "d", task_type: "deleteDevices", targets: [gone] });
    pass(60_000);
    const group = await na.createTask({ type: "GroupList", groupList: ["Canary"] });
    expect((await na.show(group)).body.totalCnt).toBe(49);
    const direct = await na.createTask({ type: "DeviceList", deviceList: [gone] });
    expect((await na.show(direct)).body.totalCnt).toBe(1);
  });

  it("of a broadcast to nobody are refused", async () => {
    const { url } = await startSimulator({ fleet: "empty" });
    const reply = await new NaClient(url).create(naOrder({ type: "Broadcast" }));
    expect([reply.status, reply.body.error_code]).toEqual([200, "101001"]);
  });
});

describe("the application", () => {
  it("may be another that authorized the caller; it sees its own devices and tasks only", async () => {
    const { na } = await start();
    const deviceList = [`${METER}_wm-0000001`, `${SENSOR}_rs-0000001`];
    const everyone = await na.createTask({ type: "Broadcast" }, { appId: DEFAULT_APP_ID });
    expect((await na.show(everyone, { appId: DEFAULT_APP_ID })).body).toMatchObject({
      appId: DEFAULT_APP_ID,
      totalCnt: 104_000,
    });
    expect((await na.show(everyone)).body.error_code).toBe("105005");
    const own = await na.createTask({ type: "DeviceList", deviceList });
    expect((await na.show(own, { appId: SANDBOX.naAppId })).status).toBe(200);
    expect((await na.show(own, { appId: DEFAULT_APP_ID })).body.error_code).toBe("105005");
    expect(
      (
        await na.create(
          naOrder({ type: "GroupList", groupList: ["Building gateways"] }, { appId: DEFAULT_APP_ID }),
        )
      ).body.error_code,
    ).toBe("101001");
  });

  it("is refused when it is unknown or did not authorize the caller", async () => {
    const { na, attempt } = await start();
    expect(await attempt(order({ appId: text(64) }))).toEqual([200, "100203"]);
    expect(await attempt(order({ appId: HARBOUR_APP_ID }))).toEqual([403, "100217"]);
    const taskId = await na.createTask(list);
    const asked = [await na.show(taskId, { appId: "other" }), await na.details({ taskId, appId: "other" })];
    expect(asked.map(({ status, body }) => [status, body.error_code])).toEqual([
      [403, "100203"],
      [403, "100203"],
    ]);
    expect((await na.show(taskId, { appId: HARBOUR_APP_ID })).body.error_code).toBe("100217");
  });
});

describe("what may be used once", () => {
  it("is the name of a task, finished or not", async () => {
    const { attempt, pass } = await start();
    expect(await attempt(order({ taskName: "close" }))).toEqual([200, "created"]);
    expect(await attempt(order({ taskName: "close" }))).toEqual([200, "105002"]);
    pass(700_000);
    expect(await attempt(order({ taskName: "close" }))).toEqual([200, "105002"]);
    expect(await attempt(order({ taskName: "Close" }))).toEqual([200, "created"]);
  });

  it("is name and value of a tag together", async () => {
    const { attempt } = await start();
    const tag = { tagName: "site", tagValue: "north" };
    expect(await attempt(order({ tags: [tag] }))).toEqual([200, "created"]);
    expect(await attempt(order({ tags: [{ tagName: "x", tagValue: "y" }, tag] }))).toEqual([400, "105201"]);
    expect(await attempt(order({ tags: [{ ...tag, tagValue: "south" }] }))).toEqual([200, "created"]);
    const twice = { tagName: "a", tagValue: "b" };
    expect(await attempt(order({ tags: [twice, twice] }))).toEqual([400, "105201"]);
  });

  it("an unknown groupTag is refused", async () => {
    const { attempt } = await start();
    expect(await attempt(order({}, { groupTag: "Nothing" }))).toEqual([404, "105202"]);
  });
});

describe("unfinished tasks", () => {
  const offline = { type: "GroupList", groupList: ["Warehouse spares"] };

  it("may be ten, and the refusal of the eleventh comes with HTTP 200", async () => {
    const { na, attempt, simulator } = await start();
    for (let k = 0; k < 10; k++) expect(await attempt(naOrder(offline))).toEqual([200, "created"]);
    const refused = await na.create(naOrder(offline));
    expect(refused).toEqual({
      status: 200,
      body: { error_code: "105001", error_desc: "The batchTask count has reached the limit." },
    });
    expect(simulator.state().legacyTasks).toEqual({ total: 10, unfinished: 10 });
    simulator.advanceClock(10 * 60_000);
    expect(simulator.state().legacyTasks).toEqual({ total: 10, unfinished: 0 });
    na.accessToken = undefined;
    expect(await attempt(naOrder(offline))).toEqual([200, "created"]);
  });

  it("may be one on a server of an operator", async () => {
    const { attempt, simulator } = await start();
    simulator.setMode(["naUnfinished"]);
    expect(await attempt(naOrder(offline))).toEqual([200, "created"]);
    expect(await attempt(naOrder(offline))).toEqual([200, "105001"]);
  });

  it("do not hide that a repeated create was carried out", async () => {
    const { attempt, simulator } = await start();
    simulator.setMode(["naUnfinished"]);
    const again = naOrder(offline, { taskName: "again" });
    expect(await attempt(again)).toEqual([200, "created"]);
    expect(await attempt(again)).toEqual([200, "105002"]);
  });
});

it("keeps legacy and v5 tasks apart", async () => {
  const { na, client, simulator } = await start();
  const taskId = await na.createTask(list);
  expect((await client.get(`/batchtasks/${taskId}`)).status).toBe(404);
  expect(simulator.state().tasks.total).toBe(0);
  const body = { task_name: "t", task_type: "createCommands", targets: meters(1), document: { paras: {} } };
  const { task_id } = (await client.post<{ task_id: string }>("/batchtasks", body)).body;
  expect((await na.show(task_id)).body.error_code).toBe("105005");
});

it("has nothing else: no list, stop, retry or delete", async () => {
  const { na } = await start();
  const path = "/iocm/app/batchtask/v1.1.0/tasks";
  const taskId = await na.createTask(list);
  for (const [method, target] of [
    ["GET", path],
    ["DELETE", `${path}/${taskId}`],
    ["POST", `${path}/${taskId}/stop`],
    ["GET", "/iocm/app/batchtask/v1.2.0/taskDetails"],
  ] as const) {
    const reply = await na.call(method, target);
    expect([reply.status, reply.body.error_code]).toEqual([404, "101001"]);
  }
});
