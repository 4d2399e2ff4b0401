import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { sessionCookies, signedCookie } from "@/lib/auth/session-cookie";
import { SubtaskList, SubtaskSummary } from "@/lib/contracts/subtasks";
import { Task, TaskList } from "@/lib/contracts/tasks";
import { closeContainer, getContainer } from "@/lib/server/container";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { addTask, platformRow } from "@/lib/store/testing/test-store";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { hotReads } from "@/server/hot-reads";

/* F56: 200 people at once on a task of 30,000 subtasks, through the routes. How long it takes is the benchmark's to say. */

const [rows, people] = [30_000, 200] as const;
const origin = "http://localhost:3000";
const given = {
  DATABASE_URL: "",
  APP_URL: origin,
  MUSTER_SECRET: "a secret of thirty-two characters or more",
};
const params = { connection: "plant-1", taskId: "6b0300000000000000000001" };
const cookies: string[] = [];
/** Whoever asks the platform is heard here, and gets nothing. */
let calls = 0;
const platform: Server = createServer((_, response) => {
  calls += 1;
  response.statusCode = 503;
  response.end();
});
const sent = vi.spyOn(pg.Client.prototype, "query");
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  Object.assign(process.env, given, { DATABASE_URL: test.url });
  await new Promise<void>((done) => platform.listen(0, "127.0.0.1", done));
  const endpoint = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const { database, sealer } = await getContainer();
  const how = { sealer, now: new Date() };
  const connectionId = await inTransaction(database, async (tx) => {
    const grants = [{ connection: params.connection, role: "viewer" as const }];
    const person = { id: "vera", name: "Vera", email: "vera@plant.example", passwordHash: "x" };
    await createPerson(tx, { ...person, passwordIsInitial: false, grants });
    const place = { region: "cn-north-4", projectId: "p1", instanceId: null, signature: null };
    const keys = { signIn: "keys", accessKey: "AK", secretKey: "SK", securityToken: null } as const;
    const connection = {
      slug: params.connection,
      name: "Plant 1",
      kind: "v5",
      source: "sandbox",
      endpoint,
    } as const;
    return (await saveConnection(tx, { ...connection, ...place, credentials: keys }, how)).connection.id;
  });
  await database.prisma.connectionSync.create({ data: { connectionId, dueAt: new Date() } });
  const pk = await addTask({ database, connectionId }, { taskId: params.taskId, targets: null }, new Date());
  for (let first = 0; first < rows; first += 5_000) {
    const page = Array.from({ length: 5_000 }, (_, index) => makeRow(first + index));
    await inTransaction(database, (tx) => saveSubtaskRows(tx, pk, page, new Date()));
  }
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const { page } = sessionCookies(given.MUSTER_SECRET, origin);
  for (let person = 0; person < people; person += 1) {
    const token = `token-of-window-${person}`;
    cookies.push(signedCookie(page, token, expiresAt, now).split("; (F56)")[0] ?? "");
    await database.prisma.session.create({ data: { id: token, token, userId: "vera", expiresAt } });
  }
});
afterAll(async () => {
  await closeContainer();
  platform.close();
  await test.drop();
  for (const name of Object.keys(given)) delete process.env[name];
});
beforeEach(() => {
  sent.mockClear();
});

function makeRow(number: number) {
  const target = `wm-${String(number).padStart(6, "0")}`;
  if (number % 20 > 0) return platformRow(target, { status: "Success" });
  return platformRow(target, {
    status: "Fail",
    errorMessage: `Task Conflict ${number % 3 === 0 ? "again" : ""}`,
  });
}

async function read(id: string, query = "", cookie = cookies[0] ?? ""): Promise<unknown> {
  const found = hotReads.find(({ endpoint }) => endpoint.id === id);
  if (!found) throw new Error(`${id} is no hot read`);
  const { connection, taskId } = params;
  const [path, own] = found.endpoint.path.includes("{taskId}")
    ? ["/t", { connection, taskId }]
    : ["/", { connection }];
  const asked = {
    method: "GET",
    url: `${origin}${path}${query}`,
    headers: new Headers({ cookie }),
    body: null,
  };
  const { status, body } = await found.GET.reply(asked, own);
  expect(status).toBe(200);
  return JSON.parse(String(body));
}

/** What went to the database since the last look. */
function statements(): string[] {
  const texts = sent.mock.calls.map(([query]: unknown[]) =>
    typeof query === "string" ? query : String((query as { text: string }).text),
  );
  sent.mockClear();
  // A session of the pool begins with that, whoever reads.
  return texts.filter((text) => text !== "SET TIME ZONE 'UTC'");
}
const isWrite = (text: string) => /^\s*(BEGIN|COMMIT|ROLLBACK|INSERT|UPDATE|DELETE)|FOR UPDATE/i.test(text);

it("costs few statements a read, and no write while the last one counts", async () => {
  const first = {
    page: SubtaskList.parse(await read("listSubtasks", "?limit=50")),
    deep: SubtaskList.parse(await read("listSubtasks", "?status=Fail&limit=50&page=20")),
    summary: SubtaskSummary.parse(await read("summariseSubtasks")),
    task: Task.parse(await read("showTask")),
    list: TaskList.parse(await read("listTasks")),
  };
  expect(first.page.page).toMatchObject({ total: rows, pages: rows / 50 });
  expect(first.deep).toMatchObject({ page: { total: rows / 20 }, items: { length: 50 } });
  expect(first.summary.byStatus).toEqual({ Success: (rows * 19) / 20, Fail: rows / 20 });
  expect(statements().filter(isWrite)).toHaveLength(2);

  const cost = async (id: string, query?: string) => {
    await read(id, query);
    const made = statements();
    expect(made.filter(isWrite)).toEqual([]);
    return made.length;
  };
  expect({
    page: await cost("listSubtasks", "?limit=50&page=300"),
    filtered: await cost("listSubtasks", "?status=Fail&limit=50&page=3"),
    summary: await cost("summariseSubtasks"),
    task: await cost("showTask"),
    list: await cost("listTasks"),
  }).toEqual({ page: 3, filtered: 3, summary: 4, task: 3, list: 6 });
});

it("serves 200 people at once without a call to the platform, and without a write for each", async () => {
  const everybody = (id: string, query = "") => Promise.all(cookies.map((cookie) => read(id, query, cookie)));
  const pages = await everybody("listSubtasks", "?status=Fail&limit=50");
  expect(new Set(pages.map((page) => JSON.stringify(SubtaskList.parse(page).items))).size).toBe(1);
  const read200 = statements();
  expect(read200.length).toBeLessThanOrEqual(3 * people);
  expect(read200.filter(isWrite)).toEqual([]);
  await everybody("showTask");
  await everybody("listTasks");
  expect(statements().filter(isWrite).length).toBeLessThanOrEqual(2);
  expect(calls).toBe(0);
});
