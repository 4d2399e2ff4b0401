import { describe, expect, it } from "vitest";
import {
  GATEWAY,
  HARBOUR,
  METER,
  METER_FIRMWARE,
  METER_FIRMWARE_NEXT,
  METER_SOFTWARE,
  MODEM,
  meters,
  START,
  startSimulator,
} from "../../testing/start-simulator";
import type { TaskJson } from "../../testing/test-client";
import { toCompactTime } from "../../utc-time";

const upgrade = {
  task_name: "wave_1",
  task_type: "firmwareUpgrade",
  targets: meters(2),
  document: { package_id: METER_FIRMWARE },
};
const command = { ...upgrade, task_type: "createCommands", document: { paras: {} } };
const message = (document: object) => ({ ...upgrade, task_type: "createMessages", document });
const shadow = (services: unknown) => ({
  ...upgrade,
  task_type: "updateDeviceShadows",
  document: { shadow: services },
});
const service = (k: number) => ({ service_id: `s${k}`, desired: { a: 1 } });
const policy = (task_policy: object) => ({ ...upgrade, task_policy });
const at = (ms: number) => policy({ schedule_time: toCompactTime(START + ms) });
const WEEK = 7 * 24 * 3_600_000;
const text = (length: number) => "x".repeat(length);
const without = (key: keyof typeof upgrade) => ({ ...upgrade, [key]: undefined });

describe("CreateBatchTask just inside the limits", () => {
  const accepted: [string, object][] = [
    ["a plain upgrade", upgrade],
    ["a name of 128 characters", { ...upgrade, task_name: text(128) }],
    ["a Han name", { ...upgrade, task_name: "固件升级_1" }],
    ["30,000 targets", { ...upgrade, targets: meters(30_000) }],
    ["an id of 128 characters", { ...upgrade, targets: [text(128)] }],
    ["an unknown group", { ...without("targets"), targets_filter: { group_ids: ["nowhere"] } }],
    [
      "targets before a broken file",
      { ...command, task_type: "deleteDevices", document: undefined, document_source: "x" },
    ],
    ["the smallest policy", policy({ retry_count: 1, retry_interval: 0 })],
    ["the largest policy", policy({ retry_count: 5, retry_interval: 1440 })],
    ["a schedule of now", at(0)],
    ["a schedule seven days ahead", at(WEEK)],
    ["512 characters of ext info", { ...upgrade, task_ext_info: { a: text(504) } }],
    ["GATEWAY mode and confirmation", { ...upgrade, task_mode: "GATEWAY", need_confirm: true }],
    ["package_ids", { ...upgrade, document: { package_ids: [METER_FIRMWARE, METER_FIRMWARE_NEXT] } }],
    [
      "a software package",
      { ...upgrade, task_type: "softwareUpgrade", document: { package_id: METER_SOFTWARE } },
    ],
    [
      "a module upgrade in its space",
      {
        ...upgrade,
        app_id: HARBOUR,
        task_type: "moduleUpgrade",
        targets: [`${GATEWAY}_gw-0000001`],
        document: { package_ids: [MODEM] },
      },
    ],
    ["a command without parameters", command],
    [
      "an async command for two days",
      { ...command, task_type: "createAsyncCommands", document: { paras: {}, expire_time: 172_800 } },
    ],
    ["a text message", message({ message: "hi", ttl: 1440 })],
    ["a message to a full topic", message({ message: { a: 1 }, topic_full_name: text(128), ttl: 0 })],
    ["five shadow services", shadow([0, 1, 2, 3, 4].map(service))],
    ["deleteDevices", { ...without("document"), task_type: "deleteDevices" }],
    ["freezeDevices", { ...without("document"), task_type: "freezeDevices" }],
    ["unfreezeDevices", { ...without("document"), task_type: "unfreezeDevices" }],
  ];
  it.each(accepted)("accepts %s", async (_, body) => {
    const { client } = await startSimulator({ fleet: "empty" });
    const created = await client.post<TaskJson>("/batchtasks", body);
    expect(created.status).toBe(201);
    expect(created.body.status).toBe("Initializing");
    expect(created.body.task_progress.total).toBe(0);
  });
});

describe("CreateBatchTask just outside the limits", () => {
  const refused: [string, object, number, string][] = [
    ["a name of 129 characters", { ...upgrade, task_name: text(129) }, 400, "IOTDA.000006"],
    ["a name with a hyphen", { ...upgrade, task_name: "wave-1" }, 400, "IOTDA.000006"],
    ["no name", without("task_name"), 400, "IOTDA.000006"],
    ["no type", without("task_type"), 400, "IOTDA.000006"],
    ["an unknown type", { ...upgrade, task_type: "rebootDevices" }, 400, "IOTDA.000006"],
    ["changeGateway", { ...without("document"), task_type: "changeGateway" }, 400, "IOTDA.000006"],
    ["30,001 targets", { ...upgrade, targets: meters(30_001) }, 400, "IOTDA.000006"],
    ["no targets", without("targets"), 400, "IOTDA.000006"],
    ["an empty list of targets", { ...upgrade, targets: [] }, 400, "IOTDA.000006"],
    ["an id of 129 characters", { ...upgrade, targets: [text(129)] }, 400, "IOTDA.000006"],
    ["an id with a dot", { ...upgrade, targets: ["a.b"] }, 400, "IOTDA.000006"],
    ["another filter", { ...without("targets"), targets_filter: { tags: ["a"] } }, 400, "IOTDA.000006"],
    ["only a retry count", policy({ retry_count: 1 }), 400, "IOTDA.000006"],
    ["only a retry interval", policy({ retry_interval: 1 }), 400, "IOTDA.000006"],
    ["six retries", policy({ retry_count: 6, retry_interval: 1 }), 400, "IOTDA.000006"],
    ["no retries", policy({ retry_count: 0, retry_interval: 1 }), 400, "IOTDA.000006"],
    ["1,441 minutes", policy({ retry_count: 1, retry_interval: 1441 }), 400, "IOTDA.000006"],
    ["a schedule one second ago", at(-1000), 400, "IOTDA.000006"],
    ["a schedule past seven days", at(WEEK + 1000), 400, "IOTDA.000006"],
    ["a schedule in another form", policy({ schedule_time: "2026-11-22T02:00:00Z" }), 400, "IOTDA.000009"],
    ["a schedule on 31 February", policy({ schedule_time: "20270231T000000Z" }), 400, "IOTDA.000009"],
    ["513 characters of ext info", { ...upgrade, task_ext_info: { a: text(505) } }, 400, "IOTDA.000006"],
    ["another mode", { ...upgrade, task_mode: "DIRECT" }, 400, "IOTDA.000006"],
    ["a mode on a command", { ...command, task_mode: "GATEWAY" }, 400, "IOTDA.000006"],
    ["confirmation on a command", { ...command, need_confirm: true }, 400, "IOTDA.000006"],
    ["ext info on a command", { ...command, task_ext_info: {} }, 400, "IOTDA.000006"],
    ["an app id of 37 characters", { ...upgrade, app_id: text(37) }, 400, "IOTDA.000006"],
    ["an unknown space", { ...upgrade, app_id: text(32) }, 403, "IOTDA.001000"],
    ["no document", without("document"), 400, "IOTDA.000006"],
    ["no package", { ...upgrade, document: {} }, 400, "IOTDA.000006"],
    [
      "both package keys",
      { ...upgrade, document: { package_id: "a", package_ids: ["a"] } },
      400,
      "IOTDA.000006",
    ],
    ["an unknown package", { ...upgrade, document: { package_id: text(24) } }, 400, "IOTDA.000006"],
    [
      "a package of another type",
      { ...upgrade, document: { package_id: METER_SOFTWARE } },
      400,
      "IOTDA.000006",
    ],
    ["a package of another space", { ...upgrade, app_id: HARBOUR }, 400, "IOTDA.000006"],
    [
      "a module by package_id",
      { ...upgrade, app_id: HARBOUR, task_type: "moduleUpgrade", document: { package_id: MODEM } },
      400,
      "IOTDA.000006",
    ],
    ["a command without paras", { ...command, document: {} }, 400, "IOTDA.000006"],
    ["paras over 256 KB", { ...command, document: { paras: { a: text(256 * 1024) } } }, 400, "IOTDA.000006"],
    [
      "an async command for longer",
      { ...command, task_type: "createAsyncCommands", document: { paras: {}, expire_time: 172_801 } },
      400,
      "IOTDA.000006",
    ],
    ["a ttl that is no multiple of 5", message({ message: "a", ttl: 7 }), 400, "IOTDA.000006"],
    ["a ttl of 1,445", message({ message: "a", ttl: 1445 }), 400, "IOTDA.000006"],
    ["both topics", message({ message: "a", topic: "a", topic_full_name: "b" }), 400, "IOTDA.000006"],
    ["a full topic of 129 bytes", message({ message: "a", topic_full_name: text(129) }), 400, "IOTDA.000006"],
    ["no message", message({ name: "a" }), 400, "IOTDA.000006"],
    ["six shadow services", shadow([0, 1, 2, 3, 4, 5].map(service)), 400, "IOTDA.000006"],
    ["a shadow service twice", shadow([service(1), service(1)]), 400, "IOTDA.000006"],
    ["a dotted shadow key", shadow([{ service_id: "a", desired: { "a.b": 1 } }]), 400, "IOTDA.000006"],
    ["a shadow over 10 KB", shadow([{ service_id: "a", desired: { a: text(10_240) } }]), 400, "IOTDA.000006"],
    ["a document for deleteDevices", { ...upgrade, task_type: "deleteDevices" }, 400, "IOTDA.000006"],
    [
      "targets for createDevices",
      { ...without("document"), task_type: "createDevices" },
      400,
      "IOTDA.000006",
    ],
    [
      "a file nobody uploaded",
      { task_name: "a", task_type: "createDevices", document_source: "f1" },
      404,
      "IOTDA.014600",
    ],
    [
      "a file id of 129 characters",
      { task_name: "a", task_type: "createDevices", document_source: text(129) },
      400,
      "IOTDA.000006",
    ],
    ["a list instead of an object", [], 400, "IOTDA.000006"],
  ];
  it.each(refused)("refuses %s", async (_, body, status, code) => {
    const { client } = await startSimulator({ fleet: "empty" });
    const reply = await client.post("/batchtasks", body);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
    expect(reply.body.error_msg).toBeTruthy();
  });
});

describe("quotas of unfinished tasks", () => {
  it("refuses the eleventh in a space until one has finished", async () => {
    const { client, pass } = await startSimulator();
    const scheduled = at(24 * 3_600_000);
    for (let k = 0; k < 9; k++) expect((await client.post("/batchtasks", scheduled)).status).toBe(201);
    expect((await client.post("/batchtasks", command)).status).toBe(201);
    const eleventh = await client.post("/batchtasks", message({ message: "a" }));
    expect([eleventh.status, eleventh.body.error_code]).toEqual([403, "IOTDA.014201"]);
    pass(60_000);
    expect((await client.post("/batchtasks", message({ message: "a" }))).status).toBe(201);
  });

  it("counts one type over all spaces", async () => {
    const { client } = await startSimulator();
    const soon = { schedule_time: toCompactTime(START + 3_600_000) };
    const body = (app_id?: string) => ({ ...command, app_id, task_policy: soon });
    for (let k = 0; k < 5; k++) {
      await client.post("/batchtasks", body());
      await client.post("/batchtasks", body(HARBOUR));
    }
    expect((await client.post("/batchtasks", body(HARBOUR))).body.error_code).toBe("IOTDA.014201");
    expect((await client.post("/batchtasks", { ...message({ message: "a" }), app_id: HARBOUR })).status).toBe(
      201,
    );
  });
});

describe("what a created task looks like", () => {
  it("echoes what was sent, duplicates in targets included, and leaves app_id and file out", async () => {
    const { client } = await startSimulator();
    const [first = "", second = ""] = meters(2);
    const body = {
      ...upgrade,
      targets: [first, second, first],
      task_policy: { retry_count: 1, retry_interval: 5 },
    };
    const { body: task } = await client.post<TaskJson & { task_policy: unknown }>("/batchtasks", body);
    expect(task.targets).toEqual([first, second, first]);
    expect(task.task_policy).toEqual(body.task_policy);
    expect(task.create_time).toBe("20261121T101500Z");
    expect(task.status_desc).toBe("");
    expect(task.task_id).toMatch(/^[a-f0-9]{24}$/);
    expect(Object.keys(task)).not.toContain("app_id");
    expect(Object.keys(task)).not.toContain("targets_filter");
  });

  it("gives newer tasks larger ids, also within one second", async () => {
    const { client, pass } = await startSimulator();
    const ids: string[] = [];
    for (let k = 0; k < 4; k++) {
      ids.push((await client.post<TaskJson>("/batchtasks", command)).body.task_id);
      if (k % 2) pass(1000);
    }
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(4);
  });

  it("takes a device of the default space when app_id is absent", async () => {
    const { client, pass } = await startSimulator();
    const { body: task } = await client.post<TaskJson>("/batchtasks", {
      ...command,
      targets: [`${METER}_wm-0000001`],
    });
    pass(30_000);
    const shown = await client.get<{ batchtask: TaskJson }>(`/batchtasks/${task.task_id}`);
    expect(shown.body.batchtask.status).toBe("Success");
  });
});
