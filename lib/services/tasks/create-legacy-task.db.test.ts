import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import {
  type LegacyWorld,
  legacyInput,
  legacySlug,
  startLegacyWorld,
  valveCommand,
} from "../testing/start-legacy-world";
import { createTask } from "./create-task";
import { rerunTask } from "./rerun-task";
import { retryTask } from "./retry-task";
import { showTask } from "./show-task";

let world: LegacyWorld;
beforeAll(async () => {
  world = await startLegacyWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const path = "/iocm/app/batchtask/v1.1.0/tasks";
const create = (body: CreateTask, key: string = randomUUID()) =>
  createTask({ ctx: world.context(), input: legacyInput(body, key) });
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const sent = () =>
  world.simulator.calls().filter((call) => call.method === "POST" && call.path.startsWith(path)).length;
const refuse = (status: number, code: string, times = 1) =>
  world.simulator.addFault({ kind: "status", status, code, times, match: { method: "POST", path } });
const onPlatform = () => world.simulator.state().legacyTasks.total;
const keys = (key: string) => world.database.prisma.idempotencyKey.count({ where: { key } });

it.each([
  ["a page", { kind: "html", status: 200 }],
  ["nothing", { kind: "empty", status: 200 }],
  ["half an answer", { kind: "truncate" }],
  ["no id", { kind: "rewrite", at: "taskID", remove: true }],
  ["an error of its own", { kind: "status", status: 500, code: "50252" }],
] as const)(
  "a legacy create answered with %s is no success and no failure (F05, F11, F12)",
  async (_what, lost) => {
    world.simulator.addFault({ ...lost, times: 1, match: { method: "POST", path } });
    const answer = await create(valveCommand(world.addDevices(1)));
    expect(answer).toMatchObject({ status: 202, body: { state: "unknown", taskId: null } });
    expect(sent()).toBe(1);
  },
);

it("a legacy task cannot be retried: nothing is begun and nothing is sent", async () => {
  const { taskId } = Task.parse((await create(valveCommand(world.addDevices(1)))).body);
  const calls = world.simulator.calls().length;
  const params = { connection: legacySlug, taskId };
  const input = { params, body: {}, idempotencyKey: randomUUID() };
  expect(await failure(retryTask({ ctx: world.context(), input }))).toMatchObject({ code: "conflict" });
  expect(await world.database.prisma.operation.count({ where: { kind: "retry" } })).toBe(0);
  expect(world.simulator.calls()).toHaveLength(calls);
});

describe("a legacy create that is refused", () => {
  it.each([
    ["the application", 200, "100203", "application_missing"],
    ["what it asks for", 200, "101001", "resource_missing"],
    ["one task too many", 200, "105001", "application_busy"],
    ["the name", 200, "105002", "task_name_taken"],
    ["an unknown code", 200, "199999", "rejected"],
  ] as const)("for %s with HTTP %i says so and frees the key (F12)", async (_what, status, code, hintKey) => {
    refuse(status, code);
    const key = randomUUID();
    const body = valveCommand(world.addDevices(1));
    const error = await failure(create(body, key));
    expect(error).toMatchObject({
      code: "upstream_rejected",
      hintKey,
      upstream: { status, errorCode: code },
    });
    expect(error.hint).toMatch(/\w+ \w+/);
    expect(await world.database.prisma.operation.findMany()).toMatchObject([
      { state: "failed", dueAt: null },
    ]);
    expect(await keys(key)).toBe(0);
    expect((await create(body, key)).status).toBe(201);
    expect(sent()).toBe(2);
  });

  it("by the platform's own rule: the eleventh unfinished task", async () => {
    const ids = world.addDevices(1);
    for (let k = 0; k < 10; k += 1) await create(valveCommand(ids, { name: `t${k}` }));
    expect(await failure(create(valveCommand(ids, { name: "eleventh" })))).toMatchObject({
      ...{ code: "upstream_rejected", hintKey: "application_busy" },
    });
  });

  it("for the rate of calls is repeated five times and no more (F03)", async () => {
    refuse(403, "1010009", 5);
    const body = valveCommand(world.addDevices(1));
    expect((await create(body)).status).toBe(201);
    expect(sent()).toBe(6);
    refuse(403, "1010009", 7);
    const error = await failure(create({ ...body, name: "second" }));
    expect(error).toMatchObject({ code: "upstream_throttled", upstream: { errorCode: "1010009" } });
    expect(sent()).toBe(12);
  });

  it("was not even sent when the sign-in before it got no answer", async () => {
    world.simulator.expireTokens("na");
    world.simulator.expireTokens("na-refresh");
    world.simulator.addFault({ kind: "reset", match: { method: "POST", path: "/iocm/app/sec/" } });
    const body = valveCommand(world.addDevices(1));
    const key = randomUUID();
    expect(await failure(create(body, key))).toMatchObject({ code: "upstream_unavailable" });
    expect(onPlatform()).toBe(0);
    expect(await world.database.prisma.operation.findMany()).toMatchObject([{ state: "failed" }]);
    world.simulator.clearFaults();
    expect((await create(body, key)).status).toBe(201);
  });

  it("with a token that is no longer valid is sent again with a new one, once", async () => {
    await create(valveCommand(world.addDevices(1)));
    world.simulator.expireTokens("na");
    expect((await create(valveCommand(world.addDevices(1), { name: "second" }))).status).toBe(201);
    expect([sent(), onPlatform()]).toEqual([3, 2]);
  });
});

it("a legacy task runs anew by list, under a new name and with tags that were not used yet", async () => {
  const [bad = "", good = ""] = [...world.addDevices(1, { fails: true }), ...world.addDevices(1)];
  const more = { timeoutMinutes: 15, tags: [{ name: "site", value: "north" }], maxRetransmit: 2 };
  const { taskId } = Task.parse((await create(valveCommand([bad, good], more))).body);
  world.simulator.advanceClock(3_600_000);
  world.pass(3_600_000);
  const params = { connection: legacySlug, taskId };
  await showTask({ ctx: world.context(), input: { params, query: { fresh: "1" } } });
  const input = { params, body: { targets: [bad] }, idempotencyKey: randomUUID() };
  const answer = await rerunTask({ ctx: world.context(), input });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    ...{ name: "close_valves_rerun_1", rerunOf: taskId, timeoutMinutes: 15 },
    ...{
      tags: [{ name: "site", value: "north_rerun_1" }],
      targets: { kind: "list", count: 1, sample: [bad] },
    },
  });
});
