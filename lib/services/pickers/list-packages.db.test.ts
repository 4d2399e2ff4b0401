import { afterAll, beforeAll, expect, it } from "vitest";
import {
  ListAppsQuery,
  ListPackagesQuery,
  PackageList,
  type PackageType,
  ResourceSpaceList,
} from "@/lib/contracts/pickers";
import { packageId, productId, slug, startWorld, type World } from "../testing/start-world";
import { listApps } from "./list-apps";
import { listPackages } from "./list-packages";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const list = async (query: Record<string, string | number> = {}) =>
  PackageList.parse(
    await listPackages({
      ctx: world.context(),
      input: { params: { connection: slug }, query: ListPackagesQuery.parse(query) },
    }),
  );

async function walk(query: Record<string, string | number>) {
  const types: string[] = [];
  let cursor: string | null = null;
  do {
    const page: PackageList = await list({ ...query, ...(cursor === null ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(Number(query.limit));
    types.push(...page.items.map((row) => `${row.type} ${row.version}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return types;
}

it("lists packages of every type, each once, whatever the size of a page", async () => {
  const whole = (await list()).items.map((row) => `${row.type} ${row.version}`);
  expect(whole).toHaveLength(8);
  expect(new Set(whole).size).toBe(8);
  for (const limit of [1, 3, 8]) expect(await walk({ limit })).toEqual(whole);
});

it("narrows by type, product and a part of a text", async () => {
  const types = async (query: Record<string, string>) =>
    (await list(query)).items.map(({ version }) => version);
  const type: PackageType = "modulePackage";
  expect(await types({ type })).toEqual(["3.2.0"]);
  expect((await types({ type: "firmwarePackage", productId })).sort()).toEqual(["2.4.1", "2.5.0"]);
  expect(await types({ q: "LEAK" })).toEqual(["2.4.1"]);
  expect(await types({ q: "no such package" })).toEqual([]);
});

it("refuses a cursor of another query", async () => {
  const { nextCursor } = await list({ limit: 1 });
  await expect(list({ limit: 1, type: "firmwarePackage", cursor: nextCursor ?? "" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

it("lists resource spaces, and says when the platform cannot be reached", async () => {
  const apps = (query: Record<string, string | number> = {}) =>
    listApps({
      ctx: world.context(),
      input: { params: { connection: slug }, query: ListAppsQuery.parse(query) },
    });
  const { items, nextCursor } = ResourceSpaceList.parse(await apps());
  expect(items.filter((space) => space.default)).toHaveLength(1);
  expect(nextCursor).toBeNull();

  const [first, second] = items;
  if (!first || !second) throw new Error("the demo platform has two spaces");
  const page = await apps({ limit: 1 });
  expect(page.items).toEqual([first]);
  const rest = await apps({ limit: 1, cursor: page.nextCursor ?? "" });
  expect(rest).toEqual({ items: [second], nextCursor: null });
  expect((await apps({ q: second.name.slice(2).toUpperCase() })).items).toEqual([second]);
  expect((await apps({ appId: second.appId })).items).toEqual([second]);
  await expect(apps({ q: "other", cursor: page.nextCursor ?? "" })).rejects.toMatchObject({
    code: "invalid_input",
  });

  world.simulator.addFault({ kind: "reset" });
  await expect(apps()).rejects.toMatchObject({ code: "upstream_unavailable" });
  world.simulator.clearFaults();
});

it("says how many of a space's ten places are taken, at least, where a task's space is not known", async () => {
  const spaces = async () => {
    const query = ListAppsQuery.parse({});
    const answer = await listApps({ ctx: world.context(), input: { params: { connection: slug }, query } });
    return ResourceSpaceList.parse(answer).items.map(({ default: isDefault, slots }) => ({
      isDefault,
      slots,
    }));
  };
  const [standard] = await spaces();
  expect(standard).toMatchObject({ isDefault: true, slots: { used: 0, of: 10, atLeast: false } });
  const [device = ""] = world.addDevices(1);
  const { taskId } = await world.platform.createTask(
    {
      ...{
        name: "slots",
        type: "firmwareUpgrade",
        appId: null,
        mode: null,
        extInfo: null,
        needConfirm: null,
      },
      ...{ targets: { kind: "list", ids: [device] }, document: { package_id: packageId }, legacy: null },
      policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    },
    { lane: "people" },
  );
  const task = await world.sync(taskId);
  expect((await spaces())[0]?.slots).toEqual({ used: 0, of: 10, atLeast: true });
  const { prisma } = world.database;
  const [app] = await world.platform.listApps({ lane: "people" });
  await prisma.task.update({ where: { id: task.id }, data: { appId: app?.appId ?? "" } });
  expect((await spaces())[0]?.slots).toEqual({ used: 1, of: 10, atLeast: false });
});
