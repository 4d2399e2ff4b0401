import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { Operation } from "@/lib/contracts/operations";
import { Task } from "@/lib/contracts/tasks";
import type { AppError } from "@/lib/errors";
import { PlatformError } from "@/lib/iotda/errors";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { createTask } from "./create-task";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const create = (body: CreateTask, key: string | null = randomUUID(), caller = operator) =>
  createTask({ ctx: world.context(caller), input: createInput(body, key) });
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
const created = () => world.simulator.calls().filter((call) => call.method === "POST").length;
const onPlatform = () => world.simulator.state().tasks.total;
const lose = (kind: "lose-answer" | "reset" | "truncate", times = 1) =>
  world.simulator.addFault({ kind, times, match: { method: "POST", path: "/batchtasks" } });
const trail = (operationId: string) =>
  world.database.prisma.audit.findMany({ where: { operationId }, orderBy: { seq: "asc" } });

async function operationOf(key: string) {
  const { operationId } = await world.database.prisma.idempotencyKey.findFirstOrThrow({ where: { key } });
  return world.database.prisma.operation.findUniqueOrThrow({ where: { id: operationId ?? "" } });
}

describe("a create", () => {
  it("answers the task with the platform's id, and leaves operation and audit trail", async () => {
    const ids = world.addDevices(3);
    const key = randomUUID();
    const answer = await create(firmwareUpgrade([...ids, ids[0] ?? ""]), key);
    expect(answer.status).toBe(201);
    const task = Task.parse(answer.body);
    expect(task).toMatchObject({
      connection: slug,
      taskId: expect.stringMatching(/^[0-9a-f]{24}$/),
      targets: { kind: "list", count: 3, sample: ids },
      createdBy: { id: "p1", name: "Ada", kind: "person" },
      document: { package_id: expect.any(String) },
    });
    expect(answer).toMatchObject({ location: `/connections/${slug}/tasks/${task.taskId}` });
    const operation = await operationOf(key);
    expect(operation).toMatchObject({ state: "done", taskId: task.taskId, dueAt: null, leaseOwner: null });
    expect(await trail(operation.id)).toMatchObject([
      { action: "task.create", result: "intent", targetCount: 3, actorId: "p1", surface: "page" },
      { result: "ok", subject: task.taskId, platformRequestId: expect.any(String), address: "127.0.0.1" },
    ]);
  });

  it("is followed for its first minute, whether a page is open or not", async () => {
    await create(firmwareUpgrade(world.addDevices(1)));
    const { followedUntil, dueAt } = await world.database.prisma.taskSync.findFirstOrThrow();
    expect(followedUntil).toEqual(new Date(world.now().getTime() + 60_000));
    expect(dueAt?.getTime()).toBeLessThanOrEqual(world.now().getTime());
  });

  it("asked for twice at once makes one task, and both get it", async () => {
    const body = firmwareUpgrade(world.addDevices(2));
    const key = randomUUID();
    const answers = await Promise.all([create(body, key), create(body, key), create(body, key)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((answer) => Task.parse(answer.body).taskId)).size).toBe(1);
    expect([created(), onPlatform()]).toEqual([1, 1]);
    expect((await create(body, key)).status).toBe(200);
    expect(created()).toBe(1);
  });

  it("with another body under the same key is a conflict; another person's key is another key", async () => {
    const body = firmwareUpgrade(world.addDevices(1));
    const key = randomUUID();
    await create(body, key);
    expect(await failure(create({ ...body, name: "other" }, key))).toMatchObject({ code: "conflict" });
    expect((await create(body, key, { ...operator, id: "p2" })).status).toBe(201);
    expect(onPlatform()).toBe(2);
  });

  it("is refused with the place of what is wrong, and nothing is kept of it", async () => {
    const key = randomUUID();
    const error = await failure(create(firmwareUpgrade(["a"], { document: undefined }), key));
    expect(error).toMatchObject({ code: "invalid_input", invalidParams: [{ path: "document" }] });
    expect(await failure(create(firmwareUpgrade(["a"]), null))).toMatchObject({ code: "invalid_input" });
    expect(await world.database.prisma.idempotencyKey.count({ where: { key } })).toBe(0);
    expect(created()).toBe(0);
  });

  it("needs the permission, and for an upgrade the one for what cannot be undone", async () => {
    const body = firmwareUpgrade(["a"]);
    const viewer = { ...operator, grants: { [slug]: ["viewer" as const] } };
    const stranger = { ...operator, grants: {} };
    const token = { ...operator, kind: "token" as const, scopes: ["read" as const, "write" as const] };
    expect(await failure(create(body, "k", viewer))).toMatchObject({ code: "forbidden" });
    expect(await failure(create(body, "k", stranger))).toMatchObject({ code: "not_found" });
    expect(await failure(create(body, "k", token))).toMatchObject({ code: "forbidden" });
    expect(created()).toBe(0);
  });
});

describe("what the platform refuses", () => {
  it("is said again with its own words, and frees the key: the eleventh running task", async () => {
    const ids = world.addDevices(1);
    for (let k = 0; k < 10; k += 1) await create(firmwareUpgrade(ids, { name: `t${k}` }));
    const key = randomUUID();
    const error = await failure(create(firmwareUpgrade(ids, { name: "eleventh" }), key));
    expect(error).toMatchObject({ code: "upstream_rejected", upstream: { status: 403 } });
    expect(await world.database.prisma.idempotencyKey.count({ where: { key } })).toBe(0);
    const operation = await world.database.prisma.operation.findFirstOrThrow({ where: { state: "failed" } });
    expect(operation.error).toMatchObject({ code: "upstream_rejected" });
    expect((await trail(operation.id)).at(-1)).toMatchObject({
      ...{ result: "refused", reason: "upstream_rejected", platformRequestId: expect.any(String) },
    });
    world.simulator.advanceClock(24 * 3_600_000);
    expect((await create(firmwareUpgrade(ids, { name: "eleventh" }), key)).status).toBe(201);
  });

  it.each([
    ["throttled for good (F03)", { kind: "throttle" }, "upstream_throttled", 6],
    ["with our credentials (F20)", { kind: "status", status: 401, code: "IOTDA.000002" }, "upstream_auth", 1],
    [
      "with an error inside a 200 (F12)",
      { kind: "status", status: 200, code: "IOTDA.000006" },
      "upstream_rejected",
      1,
    ],
  ] as const)("%s made nothing", async (_what, fault, code, calls) => {
    world.simulator.addFault({ ...fault, match: { method: "POST", path: "/batchtasks" } });
    const key = randomUUID();
    const body = firmwareUpgrade(world.addDevices(1));
    expect(await failure(create(body, key))).toMatchObject({ code });
    expect(created()).toBe(calls);
    world.simulator.clearFaults();
    expect((await create(body, key)).status).toBe(201);
  });

  it("or never heard of made nothing: connection refused (F07)", async () => {
    const refused = new PlatformError({ failure: "unreachable", sent: "no", reason: "refused" });
    world.reach.platform = { ...world.platform, createTask: () => Promise.reject(refused) };
    const key = randomUUID();
    const body = firmwareUpgrade(world.addDevices(1));
    expect(await failure(create(body, key))).toMatchObject({ code: "upstream_unavailable" });
    world.reach.platform = world.platform;
    expect((await create(body, key)).status).toBe(201);
  });

  it("reaches everybody who waits for the same call", async () => {
    world.simulator.addFault({ kind: "status", status: 400, code: "IOTDA.000006", times: 1 });
    const body = firmwareUpgrade(world.addDevices(1));
    const key = randomUUID();
    const { createTask: real, ...rest } = world.platform;
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    world.reach.platform = { ...rest, createTask: async (...call) => gate.then(() => real(...call)) };
    const first = failure(create(body, key));
    await expect.poll(() => world.database.prisma.operation.count()).toBe(1);
    const { deps, ...ctx } = world.context();
    // The platform answers only once somebody waits.
    const sleep = (ms: number) => {
      open();
      return deps.sleep(ms);
    };
    const second = failure(
      createTask({ ctx: { ...ctx, deps: { ...deps, sleep } }, input: createInput(body, key) }),
    );
    const errors = await Promise.all([first, second]);
    expect(errors.map((error) => error.code)).toEqual(["upstream_rejected", "upstream_rejected"]);
  });
});

describe("an answer that was lost", () => {
  it.each(["lose-answer", "truncate"] as const)(
    "leaves an operation to follow; the task is found and becomes ours: %s (F05, F11)",
    async (kind) => {
      lose(kind);
      const body = firmwareUpgrade(world.addDevices(2), {
        policy: { scheduleTime: new Date(world.now().getTime() + 3_600_000).toISOString() },
      });
      const key = randomUUID();
      const answer = await create(body, key);
      expect(answer.status).toBe(202);
      const open = Operation.parse(answer.body);
      expect(open).toMatchObject({ kind: "create", state: "unknown", taskId: null });
      expect(answer).toMatchObject({ location: `/connections/${slug}/operations/${open.id}` });
      expect(await world.work()).toBe(0);
      world.pass(5_000);
      expect(await world.work()).toBe(1);
      const again = await create(body, key);
      expect(again.status).toBe(200);
      expect(Task.parse(again.body)).toMatchObject({ name: "pump_fix", createdBy: { id: "p1" } });
      expect([created(), onPlatform()]).toEqual([1, 1]);
      expect((await trail(open.id)).map(({ result, surface }) => [result, surface])).toEqual([
        ["intent", "page"],
        ["ok", "system"],
      ]);
    },
  );

  it("that made nothing fails after the second look and frees the key", async () => {
    lose("reset");
    const body = firmwareUpgrade(world.addDevices(1));
    const key = randomUUID();
    expect((await create(body, key)).status).toBe(202);
    world.pass(5_000);
    expect(await world.work()).toBe(1);
    expect((await operationOf(key)).state).toBe("unknown");
    world.pass(14_000);
    expect(await world.work()).toBe(0);
    world.pass(1_000);
    expect(await world.work()).toBe(1);
    const operation = await world.database.prisma.operation.findFirstOrThrow();
    expect(operation).toMatchObject({ state: "failed", error: { code: "upstream_unavailable" } });
    expect((await create(body, key)).status).toBe(201);
    expect(onPlatform()).toBe(1);
  });

  it("is left to a person when two tasks can be it", async () => {
    const body = firmwareUpgrade(world.addDevices(1));
    lose("lose-answer", 2);
    const first = randomUUID();
    await create(body, first);
    await create(body, randomUUID());
    world.pass(5_000);
    await world.work();
    expect(await operationOf(first)).toMatchObject({
      ...{ state: "unknown", dueAt: null, error: { code: "conflict" } },
    });
    expect(onPlatform()).toBe(2);
  });

  describe("from a file of the platform", () => {
    async function nameMeters(fileName: string): Promise<CreateTask> {
      const rows = world.addDevices(1).map((id) => [id, "Renamed"]);
      const content = await writeWorkbook([["device_id", "device_name"], ...rows]);
      const { fileId } = await world.platform.uploadFile({ name: fileName, content }, { lane: "people" });
      return { name: "rename_meters", type: "updateDevices", targets: { kind: "file", fileId } };
    }

    it("is found by all the platform tells, when one task fits", async () => {
      lose("lose-answer");
      const key = randomUUID();
      expect((await create(await nameMeters("names.xlsx"), key)).status).toBe(202);
      world.pass(5_000);
      await world.work();
      expect(await operationOf(key)).toMatchObject({ state: "done", taskId: expect.any(String) });
      expect(onPlatform()).toBe(1);
    });

    it("is left to a person when another of its name was lost too: either's file may have made the task", async () => {
      lose("lose-answer");
      const [made, unmade] = [randomUUID(), randomUUID()];
      await create(await nameMeters("a.xlsx"), made);
      lose("reset");
      await create(await nameMeters("b.xlsx"), unmade);
      world.pass(5_000);
      await world.work();
      for (const key of [made, unmade]) {
        const { error, ...operation } = await operationOf(key);
        expect(operation).toMatchObject({ state: "unknown", dueAt: null, taskId: null });
        expect(error).toMatchObject({
          ...{ code: "conflict", hint: "choose_task", detail: expect.stringMatching(/which workbook/) },
          candidates: [{ taskId: expect.any(String), name: "rename_meters", createdAt: expect.any(String) }],
        });
      }
      expect(onPlatform()).toBe(1);
    });
  });

  it("does not take what another operation or another time has made", async () => {
    const body = firmwareUpgrade(world.addDevices(1));
    const own = Task.parse((await create(body)).body);
    lose("lose-answer");
    const key = randomUUID();
    await create(body, key);
    world.pass(5_000);
    await world.work();
    const operation = await operationOf(key);
    expect(operation.state).toBe("done");
    expect(operation.taskId).not.toBe(own.taskId);
  });
});

describe("a process that dies", () => {
  it("between the platform's answer and the commit leaves the task to the worker (F34, F39)", async () => {
    const body = firmwareUpgrade(world.addDevices(1));
    const key = randomUUID();
    const { createTask: real, ...rest } = world.platform;
    let wake = () => {};
    const frozen = new Promise<void>((resolve) => {
      wake = resolve;
    });
    world.reach.platform = {
      ...rest,
      createTask: async (draft, options) => {
        const task = await real(draft, options);
        await frozen;
        return task;
      },
    };
    const asked = create(body, key);
    await expect.poll(onPlatform).toBe(1);
    world.reach.platform = world.platform;
    expect(await world.work()).toBe(0);
    world.pass(15_000);
    expect(await world.work()).toBe(1);
    expect((await operationOf(key)).state).toBe("unknown");
    world.pass(5_000);
    expect(await world.work()).toBe(1);
    const operation = await operationOf(key);
    expect(operation).toMatchObject({ state: "done", taskId: expect.any(String) });
    // It was only frozen: what it says now is what the worker found out.
    wake();
    const late = await asked;
    expect(late).toMatchObject({ status: 202, body: { state: "done", taskId: operation.taskId } });
    expect([created(), onPlatform()]).toEqual([1, 1]);
  });

  it("or a database that is lost after the platform accepted: adopted when it is back (F34)", async () => {
    const rename = (from: string, to: string) =>
      world.database.pool.query(`ALTER TABLE ${from} RENAME TO ${to}`);
    const { createTask: real, ...rest } = world.platform;
    world.reach.platform = {
      ...rest,
      createTask: async (draft, options) => {
        const task = await real(draft, options);
        await rename("task", "task_away");
        return task;
      },
    };
    const key = randomUUID();
    await expect(create(firmwareUpgrade(world.addDevices(1)), key)).rejects.toThrow();
    await rename("task_away", "task");
    world.reach.platform = world.platform;
    expect((await operationOf(key)).state).toBe("running");
    world.pass(15_000);
    await world.work();
    world.pass(5_000);
    await world.work();
    expect(await operationOf(key)).toMatchObject({ state: "done", taskId: expect.any(String) });
    expect([created(), onPlatform()]).toEqual([1, 1]);
  });

  it("never sends without its rows: no audit, no act (F33, F43)", async () => {
    await world.database.pool.query("ALTER TABLE audit RENAME TO audit_away");
    try {
      await expect(create(firmwareUpgrade(world.addDevices(1)))).rejects.toThrow();
    } finally {
      await world.database.pool.query("ALTER TABLE audit_away RENAME TO audit");
    }
    expect(created()).toBe(0);
    expect(await world.database.prisma.operation.count()).toBe(0);
  });
});

it("is held as long as it asks for, and sent by a worker", async () => {
  const body = firmwareUpgrade(world.addDevices(1), { holdSeconds: 10 });
  const answer = await create(body);
  expect(answer).toMatchObject({
    status: 202,
    body: { state: "held", sendAt: new Date(world.now().getTime() + 10_000).toISOString() },
  });
  world.pass(9_999);
  expect(await world.work()).toBe(0);
  world.pass(1);
  expect(await world.work()).toBe(1);
  expect(onPlatform()).toBe(1);
  expect(await world.database.prisma.operation.findFirstOrThrow()).toMatchObject({ state: "done" });
});
