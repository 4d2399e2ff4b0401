import { describe, expect, it } from "vitest";
import {
  LIGHT_FIRMWARE,
  METER_FIRMWARE,
  meters,
  type Running,
  startSimulator,
} from "../../testing/start-simulator";
import type { ListJson, ShowJson, TaskJson } from "../../testing/test-client";

type GroupsJson = { device_groups: { group_id: string }[] };
const UPGRADE = { task_name: "t", task_type: "firmwareUpgrade", document: { package_id: METER_FIRMWARE } };

async function createTask({ client }: Running, targets: string[]): Promise<string> {
  return (await client.post<TaskJson>("/batchtasks", { ...UPGRADE, targets })).body.task_id;
}

function show({ client }: Running, taskId: string, query: Record<string, string | number> = {}) {
  return client.get<ShowJson>(`/batchtasks/${taskId}`, query);
}

describe("paging of subtasks", () => {
  it("walks the 4,000 subtasks of a group by marker and meets every device once, newest record first", async () => {
    const running = await startSimulator();
    const targets = meters(4_000);
    const groups = await running.client.get<GroupsJson>("/device-group", { name: "Water North Hill" });
    const group_ids = groups.body.device_groups.map((group) => group.group_id);
    const body = { ...UPGRADE, targets_filter: { group_ids } };
    const taskId = (await running.client.post<TaskJson>("/batchtasks", body)).body.task_id;
    running.pass(60_000);
    const seen: string[] = [];
    let marker = "ffffffffffffffffffffffff";
    for (;;) {
      const { body } = await show(running, taskId, { limit: 50, marker });
      seen.push(...body.task_details.map((detail) => detail.target));
      expect(body.page.count).toBe(4_000);
      if (body.task_details.length < 50) break;
      marker = body.page.marker ?? "";
    }
    expect(seen).toEqual(targets.toReversed());
  });

  it("applies the offset after the marker, and counts without either", async () => {
    const running = await startSimulator();
    const targets = meters(700);
    const taskId = await createTask(running, targets);
    running.pass(5_000);
    const expected = targets.toReversed();
    const first = await show(running, taskId, { limit: 20 });
    const marker = first.body.page.marker ?? "";
    const jump = await show(running, taskId, { limit: 10, marker, offset: 500 });
    expect(jump.body.task_details.map((detail) => detail.target)).toEqual(expected.slice(520, 530));
    expect(jump.body.page.count).toBe(700);
    const beyond = await show(running, taskId, { limit: 50, marker: "000000000000000000000000" });
    expect(beyond.body.task_details).toEqual([]);
    expect(beyond.body.page).toEqual({ count: 700 });
    expect((await show(running, taskId)).body.task_details).toHaveLength(10);
  });

  it("counts a device that was named twice once", async () => {
    const running = await startSimulator();
    const taskId = await createTask(running, [...meters(3), ...meters(3), "unknown-1", "unknown-1"]);
    running.pass(5_000);
    const { body } = await show(running, taskId);
    expect(body.page.count).toBe(4);
    expect(body.batchtask.task_progress.total).toBe(4);
    expect(body.batchtask.targets).toHaveLength(8);
  });

  it("filters by status and by target, known or not", async () => {
    const running = await startSimulator();
    const taskId = await createTask(running, [...meters(20), "unknown-1"]);
    running.pass(180_000);
    const all = await show(running, taskId, { limit: 50 });
    for (const status of [
      "Success",
      "Fail",
      "Processing",
      "Waitting",
      "Stopped",
      "FailWaitRetry",
      "Removed",
    ]) {
      const { body } = await show(running, taskId, { task_detail_status: status, limit: 50 });
      const expected = all.body.task_details.filter((detail) => detail.status === status);
      expect(body.task_details).toEqual(expected);
      expect(body.page.count).toBe(expected.length);
    }
    const one = await show(running, taskId, { target: "unknown-1", task_detail_status: "Fail" });
    expect(one.body.page.count).toBe(1);
    expect(one.body.task_details[0]?.error?.error_code).toBe("IOTDA.014000");
    const [known = ""] = meters(1, 4);
    expect((await show(running, taskId, { target: known })).body.task_details[0]?.target).toBe(known);
    expect((await show(running, taskId, { target: `${known}9` })).body.page).toEqual({ count: 0 });
  });

  it.each([
    [{ limit: 1 }, 200, undefined],
    [{ limit: 50, offset: 500 }, 200, undefined],
    [{ limit: 0 }, 400, "IOTDA.000017"],
    [{ limit: 51 }, 400, "IOTDA.000017"],
    [{ limit: "ten" }, 400, "IOTDA.000017"],
    [{ offset: 501 }, 400, "IOTDA.000006"],
    [{ offset: -1 }, 400, "IOTDA.000006"],
    [{ marker: "f".repeat(23) }, 400, "IOTDA.000018"],
    [{ marker: "g".repeat(24) }, 400, "IOTDA.000018"],
    [{ marker: "" }, 400, "IOTDA.000018"],
    [{ task_detail_status: "Done" }, 400, "IOTDA.000006"],
    [{ target: "x".repeat(129) }, 400, "IOTDA.000006"],
  ])("answers %j with %s %s", async (query, status, code) => {
    const running = await startSimulator();
    const taskId = await createTask(running, meters(1));
    const reply = await show(running, taskId, query);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
  });

  it("does not know a task that is not there", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const gone = await show(running, "0".repeat(24));
    expect([gone.status, gone.body.error_code]).toEqual([404, "IOTDA.014200"]);
    expect((await show(running, "not-an-id")).status).toBe(400);
  });
});

describe("ListBatchTasks", () => {
  it("lists one type, newest first, by marker, status and space", async () => {
    const running = await startSimulator();
    const { client } = running;
    const ids = [await createTask(running, meters(1)), await createTask(running, meters(1, 2))];
    running.pass(120_000);
    ids.push(await createTask(running, meters(1, 3)));
    const other = {
      task_name: "x",
      task_type: "createCommands",
      targets: meters(1),
      document: { paras: {} },
    };
    await client.post("/batchtasks", other);

    const list = (query: Record<string, string | number>) =>
      client.get<ListJson>("/batchtasks", { task_type: "firmwareUpgrade", ...query });
    const idsOf = ({ body }: Awaited<ReturnType<typeof list>>) => body.batchtasks.map((task) => task.task_id);
    const all = await list({});
    expect(idsOf(all)).toEqual(ids.toReversed());
    expect(all.body.page).toEqual({ count: 3, marker: ids[0] });
    expect(idsOf(await list({ marker: ids[2] ?? "" }))).toEqual([ids[1], ids[0]]);
    expect(idsOf(await list({ marker: ids[2] ?? "", offset: 1, limit: 1 }))).toEqual([ids[0]]);
    expect(idsOf(await list({ status: "Initializing" }))).toEqual([ids[2]]);
    expect(idsOf(await list({ app_id: "4e9a26d81c704f5ab3e07d92c6518fb0" }))).toEqual([]);
    expect(all.body.batchtasks[0]?.targets).toEqual(meters(1, 3));
  });

  it.each([
    [{}, 400, "IOTDA.000006"],
    [{ task_type: "nonsense" }, 400, "IOTDA.000006"],
    [{ task_type: "changeGateway" }, 200, undefined],
    [{ task_type: "createDevices", status: "Done" }, 400, "IOTDA.000006"],
    [{ task_type: "createDevices", limit: 51 }, 400, "IOTDA.000017"],
    [{ task_type: "createDevices", marker: "1" }, 400, "IOTDA.000018"],
    [{ task_type: "createDevices", app_id: "nowhere" }, 403, "IOTDA.001000"],
  ])("answers %j with %s %s", async (query, status, code) => {
    const { client } = await startSimulator({ fleet: "empty" });
    const reply = await client.get<ListJson>("/batchtasks", query);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
  });

  it("forgets finished tasks after 30 days", async () => {
    const running = await startSimulator();
    const taskId = await createTask(running, meters(1));
    running.pass(29 * 24 * 3_600_000);
    expect((await show(running, taskId)).status).toBe(200);
    running.pass(2 * 24 * 3_600_000);
    expect((await show(running, taskId)).status).toBe(404);
  });
});

it("fails a task for devices of another product, with the platform's text", async () => {
  const { client, pass } = await startSimulator();
  const body = {
    task_name: "t",
    task_type: "firmwareUpgrade",
    targets: meters(1),
    document: { package_id: LIGHT_FIRMWARE },
  };
  const { task_id } = (await client.post<TaskJson>("/batchtasks", body)).body;
  pass(60_000);
  const { body: shown } = await client.get<ShowJson>(`/batchtasks/${task_id}`);
  expect(shown.batchtask.status).toBe("Fail");
  expect(shown.task_details[0]?.error).toEqual({ error_msg: "Unsupported package type" });
});
