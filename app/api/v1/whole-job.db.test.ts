import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import { ConnectionList } from "@/lib/contracts/connections";
import { Operation } from "@/lib/contracts/operations";
import { PackageList } from "@/lib/contracts/pickers";
import { Problem } from "@/lib/contracts/problem";
import { CallerInfo } from "@/lib/contracts/session";
import { SubtaskList, SubtaskSummary } from "@/lib/contracts/subtasks";
import { Task, TaskList } from "@/lib/contracts/tasks";
import { closeContainer, getContainer } from "@/lib/server/container";
import { startOperationLoop } from "@/lib/services/operations/operation-loop";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import { startSyncLoop } from "@/lib/sync/loop";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";

/*
 * The whole job as a script does it with a token: routes, services, store, worker loops, client and simulator
 * together, over nothing but /api/v1.
 */

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const origin = "http://localhost:3000";
const given = {
  DATABASE_URL: "",
  APP_URL: origin,
  MUSTER_SECRET: "a secret of thirty-two characters or more",
  MUSTER_API_TOKEN: "token-of-thirty-two-characters-or-more",
  IOTDA_RATE_READ: "0",
  IOTDA_RATE_WRITE: "0",
};
const simulator = createSimulator({ ...SANDBOX, now: () => new Date(), speed: 200, fleet: "empty" });
const product = "65e1a0c04c3d5e6f70819201";
const devices = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${product}_${kind}${index}`);
const good = devices("good", 3);
const bad = devices("bad", 105);
let test: TestDatabase;
const loops: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  Object.assign(process.env, given, { DATABASE_URL: test.url });
  const { url } = await simulator.listen();
  const { database, sealer, services, now, log } = await getContainer();
  await inTransaction(database, (tx) =>
    saveConnection(
      tx,
      {
        ...{ slug: "sandbox", name: "Sandbox", kind: "v5", endpoint: url, region: "cn-north-4" },
        ...{ projectId: SANDBOX.projectId, instanceId: null, signature: "standard", source: "sandbox" },
        credentials: {
          ...{ signIn: "keys", accessKey: SANDBOX.accessKey, secretKey: SANDBOX.secretKey },
          securityToken: null,
        },
      },
      { sealer, now: now() },
    ),
  );
  const steer = { online: true, firmware: "2.4.0", durationMs: 30_000 };
  simulator.setDevices([
    ...good.map((deviceId) => ({ deviceId, ...steer, outcome: "success" as const })),
    ...bad.map((deviceId) => ({
      ...{ deviceId, ...steer, outcome: "fail" as const, failTimes: 1, errorMessage: "Task Conflict" },
    })),
  ]);
  const deps = { ...services, now, owner: "test", log, sleep: (ms: number) => wait(Math.min(ms, 200)) };
  loops.push(startOperationLoop(deps), startSyncLoop({ ...deps, pageConcurrency: 5 }));
});
afterAll(async () => {
  await Promise.all(loops.map((loop) => loop.stop()));
  await closeContainer();
  await simulator.close();
  await test.drop();
  for (const name of Object.keys(given)) delete process.env[name];
});

interface Answer<Body> {
  status: number;
  location: string | null;
  body: Body;
}

async function call<Schema extends z.ZodType>(
  schema: Schema,
  method: "GET" | "POST",
  folder: string,
  at: { params?: Record<string, string>; query?: string; body?: unknown; key?: string } = {},
): Promise<Answer<z.infer<Schema>>> {
  const params = { connection: "sandbox", ...at.params };
  const module = (await import(join(import.meta.dirname, folder, "route.ts"))) as Partial<
    Record<string, Handler>
  >;
  const path = folder.replace(/\[(\w+)\]/g, (_, name: string) => String(params[name as keyof typeof params]));
  const request = new Request(`${origin}/api/v1/${path}${at.query ?? ""}`, {
    method,
    headers: {
      authorization: `Bearer ${given.MUSTER_API_TOKEN}`,
      ...(at.body === undefined ? {} : { "content-type": "application/json" }),
      ...(method === "POST" ? { "idempotency-key": at.key ?? randomUUID() } : {}),
    },
    body: at.body === undefined ? undefined : JSON.stringify(at.body),
  });
  const used = Object.fromEntries(Object.entries(params).filter(([name]) => folder.includes(`[${name}]`)));
  const response = await module[method]?.(request, { params: Promise.resolve(used) });
  if (!response) throw new Error(`${folder} has no ${method}`);
  const { status, headers } = response;
  return { status, location: headers.get("location"), body: schema.parse(await response.json()) };
}

const tasks = "connections/[connection]/tasks";
const oneTask = `${tasks}/[taskId]`;

it("creates, watches, retries and sees all succeed", async () => {
  expect((await call(CallerInfo, "GET", "me")).body.kind).toBe("token");
  const { items } = (await call(ConnectionList, "GET", "connections")).body;
  expect(items).toMatchObject([{ slug: "sandbox", sandbox: true, secretSet: true }]);
  const packages = "connections/[connection]/packages";
  const found = await call(PackageList, "GET", packages, { query: `?type=firmwarePackage&q=leak` });
  const [firmware] = found.body.items;

  const body = {
    ...{ name: "whole_job", type: "firmwareUpgrade", document: { package_id: firmware?.packageId } },
    targets: { kind: "list", ids: [...good, ...bad] },
  };
  const key = randomUUID();
  const created = await call(Task, "POST", tasks, { body, key });
  const { taskId } = created.body;
  expect(created).toMatchObject({ status: 201, location: `/api/v1/connections/sandbox/tasks/${taskId}` });
  expect((await call(Task, "POST", tasks, { body, key })).status).toBe(200);
  expect((await call(TaskList, "GET", tasks)).body.items).toMatchObject([{ taskId, name: "whole_job" }]);

  const params = { taskId };
  const show = () => call(Task, "GET", oneTask, { params });
  await expect
    .poll(async () => (await show()).body, { timeout: 60_000, interval: 300 })
    .toMatchObject({ status: "PartialSuccess", snapshot: { subtasksComplete: true } });
  const summary = await call(SubtaskSummary, "GET", `${oneTask}/subtasks/summary`, { params });
  expect(summary.body).toMatchObject({
    byStatus: { Success: 3, Fail: 105 },
    byError: [{ count: 105, message: "Task Conflict", advice: { key: "task-conflict" } }],
  });
  const query = "?status=Fail&limit=100";
  const failed = await call(SubtaskList, "GET", `${oneTask}/subtasks`, { params, query });
  expect(failed.body.page).toMatchObject({ total: 105, page: 1, pages: 2 });

  const selection = { filter: { status: ["Fail"] }, expectedCount: 105 };
  const retried = await call(Operation, "POST", `${oneTask}/retry`, { params, body: selection });
  const { id } = retried.body;
  expect(retried).toMatchObject({ status: 202, location: `/api/v1/connections/sandbox/operations/${id}` });
  const operation = "connections/[connection]/operations/[operationId]";
  const follow = () => call(Operation, "GET", operation, { params: { operationId: id } });
  await expect
    .poll(async () => (await follow()).body, { timeout: 30_000, interval: 300 })
    .toMatchObject({ state: "done", total: 105, succeeded: 105, failed: 0 });
  await expect
    .poll(async () => (await show()).body.status, { timeout: 60_000, interval: 300 })
    .toBe("Success");
}, 180_000);

it("says what is wrong in problems of the contract", async () => {
  const body = { name: "x", type: "firmwareUpgrade", targets: { kind: "list", ids: ["a"] }, document: {} };
  expect(await call(Problem, "POST", tasks, { body })).toMatchObject({
    ...{ status: 400, body: { code: "invalid_input", invalidParams: [{ path: "document.package_id" }] } },
  });
  expect(await call(Problem, "GET", tasks, { query: "?cursor=v1.AAAA" })).toMatchObject({ status: 400 });
  const params = { taskId: "0123456789abcdef01234567" };
  expect(await call(Problem, "GET", oneTask, { params })).toMatchObject({ status: 404 });
});
