import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { type Database, inTransaction, openDatabase } from "./db";
import {
  changeOperation,
  claimDueOperation,
  LeaseLostError,
  renewOperationLease,
} from "./operation-lease-store";
import {
  findOperation,
  findTakenTasks,
  insertOperation,
  isLikeCreateInFlight,
  listOperations,
  type NewOperation,
} from "./operation-store";

const noon = new Date("2026-11-22T12:00:00.123Z");
const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
let scratch: TestDatabase;
let database: Database;
let connectionId: number;

beforeAll(async () => {
  scratch = await createTestDatabase();
  database = openDatabase(scratch.url);
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});

beforeEach(async () => {
  await database.prisma.operation.deleteMany();
});

async function makeConnection(archivedAt: Date | null = null): Promise<number> {
  const slug = `c${randomUUID().slice(0, 8)}`;
  const row = await database.prisma.connection.create({
    data: {
      slug,
      name: slug,
      kind: "v5",
      endpoint: "http://x",
      identity: slug,
      source: "sandbox",
      archivedAt,
    },
  });
  return row.id;
}

async function make(change: Partial<NewOperation> = {}) {
  const operation: NewOperation = {
    id: randomUUID(),
    connectionId,
    kind: "create",
    state: "queued",
    taskId: null,
    request: { name: "pump_fix", document: { package_id: "p" } },
    wholeTask: false,
    total: null,
    createdAt: noon,
    createdBy: { id: "p1", name: "Ada", kind: "person" },
    sendAt: null,
    callStartedAt: null,
    dueAt: noon,
    holder: null,
    ...change,
  };
  const lease = await inTransaction(database, (tx) => insertOperation(tx, operation));
  return { id: operation.id, lease };
}
const claim = (owner: string, now: Date, seconds = 15) =>
  claimDueOperation(database.prisma, {
    kinds: ["create", "retry"],
    owner,
    now,
    until: new Date(now.getTime() + seconds * 1000),
  });

describe("operations", () => {
  it("come back as they were written, and only on their own connection", async () => {
    connectionId = await makeConnection();
    const { id } = await make({ total: 3, sendAt: at(10) });
    const found = await findOperation(database.prisma, [connectionId], id);
    expect(found).toMatchObject({
      id,
      kind: "create",
      createdAt: noon,
      sendAt: at(10),
      total: 3,
      error: null,
      createdBy: { id: "p1", name: "Ada", kind: "person" },
    });
    expect(await findOperation(database.prisma, [connectionId + 1], id)).toBeNull();
    expect((await claim("a", at(1)))?.request).toEqual({ name: "pump_fix", document: { package_id: "p" } });
  });

  it("are listed newest first, by page and by position, each exactly once", async () => {
    connectionId = await makeConnection();
    for (const seconds of [0, 1, 1, 1, 2]) await make({ createdAt: at(seconds) });
    const query = { connectionIds: [connectionId], limit: 2 };
    const whole = await listOperations(database.prisma, { ...query, limit: 50 });
    expect(whole.total).toBe(5);
    expect(whole.rows.map((row) => row.createdAt)).toEqual([2, 1, 1, 1, 0].map(at));
    const first = await listOperations(database.prisma, query);
    const second = await listOperations(database.prisma, { ...query, after: first.next ?? undefined });
    const third = await listOperations(database.prisma, { ...query, after: second.next ?? undefined });
    expect([...first.rows, ...second.rows, ...third.rows]).toEqual(whole.rows);
    expect(third.next).toBeNull();
    expect((await listOperations(database.prisma, { ...query, page: 2 })).rows).toEqual(second.rows);
  });

  it("know whether a task is taken, and whether a like create is with the platform", async () => {
    connectionId = await makeConnection();
    const own = await make({ taskId: "t1" });
    const lost = await make();
    const stored = await findOperation(database.prisma, [connectionId], lost.id);
    if (!stored) throw new Error("not stored");
    const held = { ...stored, request: { name: "pump_fix" }, lease: lost.lease };
    await database.prisma.task.create({
      data: {
        ...{ connectionId, taskId: "t2", name: "x", type: "x", status: "x", platformStatus: "x" },
        ...{ targetKind: "list", targetCount: 0, createdAt: noon, firstSeenAt: noon },
      },
    });
    const taken = async (operation: { id: string }, seenBefore: Date) => [
      ...(await findTakenTasks(
        database.prisma,
        { id: operation.id, connectionId },
        ["t1", "t2", "t3"],
        seenBefore,
      )),
    ];
    expect((await taken(lost, at(1))).sort()).toEqual(["t1", "t2"]);
    expect(await taken(lost, noon)).toEqual(["t1"]);
    expect(await taken(own, noon)).toEqual([]);
    expect(await isLikeCreateInFlight(database.prisma, held)).toBe(false);
    await make({ state: "running", callStartedAt: noon });
    expect(await isLikeCreateInFlight(database.prisma, held)).toBe(true);
  });
});

describe("leases", () => {
  it("go to one of several at once, and again only after they end", async () => {
    connectionId = await makeConnection();
    const { id } = await make({ dueAt: at(1) });
    expect(await claim("early", noon)).toBeNull();
    const claims = await Promise.all(["a", "b", "c"].map((owner) => claim(owner, at(1))));
    expect(claims.filter(Boolean).map((operation) => operation?.id)).toEqual([id]);
    expect(await claim("d", at(15.9))).toBeNull();
    expect((await claim("d", at(16)))?.lease).toEqual({ operationId: id, fence: 2 });
  });

  it("keep a late holder from writing", async () => {
    connectionId = await makeConnection();
    const { lease } = await make({ holder: { owner: "a", until: at(15) }, dueAt: noon });
    expect(lease.fence).toBe(1);
    expect(await claim("b", at(14))).toBeNull();
    expect(await renewOperationLease(database.prisma, lease, at(30))).toBe(true);
    expect(await claim("b", at(20))).toBeNull();
    const taken = await claim("b", at(31));
    expect(taken?.lease.fence).toBe(2);
    expect(await renewOperationLease(database.prisma, lease, at(60))).toBe(false);
    await expect(
      inTransaction(database, (tx) => changeOperation(tx, lease, { state: "done", dueAt: null })),
    ).rejects.toThrow(LeaseLostError);
    if (!taken) throw new Error("not taken");
    await inTransaction(database, (tx) =>
      changeOperation(tx, taken.lease, {
        state: "failed",
        error: { code: "upstream_rejected", detail: "no" },
        dueAt: null,
        release: true,
      }),
    );
    const ended = await findOperation(database.prisma, [connectionId], lease.operationId);
    expect(ended).toMatchObject({
      state: "failed",
      error: { code: "upstream_rejected", detail: "no" },
      dueAt: null,
    });
  });

  it("are not given for an archived connection or a kind this build does not know", async () => {
    connectionId = await makeConnection(noon);
    await make();
    connectionId = await makeConnection();
    await make({ kind: "delete" });
    expect(await claim("a", at(1))).toBeNull();
  });
});
