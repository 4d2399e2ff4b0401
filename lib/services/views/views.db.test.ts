import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { mostViews } from "@/lib/contracts/saved-views";
import { listDeviceTasks } from "../devices/list-device-tasks";
import { search } from "../search/search";
import { createTask } from "../tasks/create-task";
import { listTasks } from "../tasks/list-tasks";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { changeView } from "./change-view";
import { createView } from "./create-view";
import { deleteView } from "./delete-view";
import { listViews } from "./list-views";

let world: World;
/** Named pump_fix, of devices that fail, and valves. */
let [failed, other]: [string, string] = ["", ""];
let devices: string[] = [];
beforeAll(async () => {
  world = await startWorld();
  devices = world.addDevices(2, { fails: true });
  failed = await make("pump_fix", devices);
  other = await make("valves", world.addDevices(1));
  world.pass(600_000);
  await world.sync(failed);
  await world.sync(other);
});
afterAll(() => world.close());

async function make(name: string, ids: string[]): Promise<string> {
  const answer = await createTask({
    ctx: world.context(),
    input: createInput(firmwareUpgrade(ids, { name })),
  });
  return "taskId" in answer.body && answer.body.taskId ? answer.body.taskId : "";
}

const viewer: Caller = { ...operator, id: "p2", name: "Bo", grants: { [slug]: ["viewer"] } };
const administrator: Caller = { ...operator, id: "p3", name: "Cy", grants: { "*": ["administrator"] } };
const params = { connection: slug };
const add = (body: { name: string; query: string; shared?: boolean }, caller = operator) =>
  createView({ ctx: world.context(caller), input: { params, body: { shared: false, ...body } } });
const list = (caller = operator) => listViews({ ctx: world.context(caller), input: { params, query: {} } });
const named = async (caller?: Caller) => (await list(caller)).items.map(({ name }) => name);
const change = (viewId: string, caller: Caller) =>
  changeView({
    ctx: world.context(caller),
    input: { params: { ...params, viewId }, body: { name: "Ours", query: "q=valves", shared: true } },
  });
const remove = (viewId: string, caller: Caller) =>
  deleteView({ ctx: world.context(caller), input: { params: { ...params, viewId } } });

describe("views", () => {
  it("are counted with the built-in ones, each by its own filters and reader", async () => {
    const { body } = await add({ name: "Bad pumps", query: "sort=name&q=pump&view=attention" });
    expect(body).toMatchObject({ query: "view=attention&q=pump&sort=name", mayChange: true, shared: false });
    await add({ name: "Mine", query: "view=mine", shared: true });
    expect(await list()).toMatchObject({
      builtIn: { all: 2, running: 0, attention: 1, scheduled: 0, mine: 2 },
      items: [
        { name: "Bad pumps", count: 1 },
        { name: "Mine", count: 2 },
      ],
    });
    expect((await list(viewer)).items).toMatchObject([{ name: "Mine", count: 0, mayChange: false }]);
  });

  it("are changed by their owner, shared ones by administrators too, and are nothing to anybody else", async () => {
    const { body: own } = await add({ name: "Private", query: "" });
    for (const stranger of [viewer, administrator]) {
      await expect(change(own.id, stranger)).rejects.toMatchObject({ code: "not_found" });
      await expect(remove(own.id, stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await change(own.id, operator)).toMatchObject({ name: "Ours", shared: true });
    await expect(change(own.id, viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(remove(own.id, viewer)).rejects.toMatchObject({ code: "forbidden" });
    expect((await change(own.id, administrator)).owner).toEqual({ id: "p1", name: "Ada" });
    await remove(own.id, administrator);
    expect(await named()).toEqual(["Bad pumps", "Mine"]);
    await expect(remove(own.id, operator)).rejects.toMatchObject({ code: "not_found" });
    await expect(remove(randomUUID(), operator)).rejects.toMatchObject({ code: "not_found" });
  });

  it("hold only what the list knows, and no more than a person needs", async () => {
    const refused = { code: "invalid_input", invalidParams: [{ path: "query.colour" }] };
    await expect(add({ name: "x", query: "colour=red" })).rejects.toMatchObject(refused);
    await expect(add({ name: "x", query: "q=a%00" })).rejects.toMatchObject({ code: "invalid_input" });
    const tries = await Promise.allSettled(
      Array.from({ length: mostViews + 1 }, (_, n) => add({ name: `v${n}`, query: "" }, viewer)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(mostViews);
    await expect(add({ name: "x", query: "" }, viewer)).rejects.toMatchObject({ hint: "too_many_views" });
    expect(await named()).toEqual(["Bad pumps", "Mine"]);
  });
});

describe("what is held of a device", () => {
  it("is told with advice, and asks the platform nothing", async () => {
    const calls = world.simulator.state().calls;
    const [deviceId = ""] = devices;
    const input = { params: { ...params, deviceId }, query: { limit: 50 } };
    expect(await listDeviceTasks({ ctx: world.context(viewer), input })).toMatchObject({
      items: [
        {
          task: { taskId: failed, name: "pump_fix", createdBy: { id: "p1" } },
          subtask: { status: "Fail", errorMessage: "Task Conflict" },
          advice: { verdict: "check_first" },
        },
      ],
      ...{ byStatus: { Fail: 1 }, page: { total: 1, pages: 1 }, notLookedAt: { unread: 0, dropped: 0 } },
    });
    expect(world.simulator.state().calls).toBe(calls);
  });

  it("is found by what somebody typed, and by several ids", async () => {
    const [first = "", second = ""] = devices;
    const find = (query: { q?: string; id?: string[] }) =>
      search({ ctx: world.context(viewer), input: { params, query } });
    expect(await find({ q: first })).toMatchObject({
      devices: [{ deviceId: first, tasks: 1, last: { status: "Fail" } }],
      subtasks: [{ taskId: failed, target: first }],
      tasks: [],
    });
    expect((await find({ q: "PUMP" })).tasks).toMatchObject([{ taskId: failed }]);
    expect((await find({ id: [second, "nobody"] })).devices).toMatchObject([{ tasks: 1 }, { tasks: 0 }]);
    expect(await find({})).toEqual({ tasks: [], devices: [], subtasks: [], files: [], more: [] });
  });
});

describe("a sorted list", () => {
  it("goes on by cursors that belong to its order only", async () => {
    const page = (query: object) =>
      listTasks({ ctx: world.context(), input: { params, query: { limit: 1, ...query } } });
    const first = await page({ sort: "name" });
    expect(first.items.map(({ taskId }) => taskId)).toEqual([failed]);
    const cursor = first.page.nextCursor ?? "";
    expect((await page({ sort: "name", cursor })).items.map(({ taskId }) => taskId)).toEqual([other]);
    for (const sort of ["-name", "-failed", undefined]) {
      await expect(page({ sort, cursor })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});
