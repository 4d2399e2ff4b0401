import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { type Database, inTransaction, openDatabase } from "./db";
import { deleteLapsedKeys, findFirstCall, freeKey, takeKey } from "./idempotency-store";

const noon = new Date("2026-11-22T12:00:00Z");
const nextDay = new Date("2026-11-23T12:00:00Z");
let scratch: TestDatabase;
let database: Database;

beforeAll(async () => {
  scratch = await createTestDatabase();
  database = openDatabase(scratch.url);
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});

const call = () => ({ actor: "p1", method: "POST", path: "/connections/a/tasks", key: randomUUID() });
const first = () => ({ bodyHash: "h1", operationId: randomUUID() });
const take = (key: ReturnType<typeof call>, made: ReturnType<typeof first>, now = noon) =>
  inTransaction(database, (tx) => takeKey(tx, key, made, now));

it("gives a key to one of several calls at once", async () => {
  const key = call();
  const tries = Array.from({ length: 5 }, first);
  const taken = await Promise.all(tries.map((made) => take(key, made)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await findFirstCall(database.prisma, key, noon)).toEqual(tries[taken.indexOf(true)]);
});

it("keeps keys of different callers, methods and paths apart", async () => {
  const key = call();
  expect(await take(key, first())).toBe(true);
  expect(await take({ ...key, actor: "p2" }, first())).toBe(true);
  expect(await take({ ...key, path: "/connections/b/tasks" }, first())).toBe(true);
  expect(await take({ ...key, method: "PUT" }, first())).toBe(true);
});

it("takes no key when what it was taken for did not happen", async () => {
  const key = call();
  const failed = inTransaction(database, async (tx) => {
    await takeKey(tx, key, first(), noon);
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await take(key, first())).toBe(true);
});

it("frees a key, and forgets it after a day", async () => {
  const key = call();
  const made = first();
  await take(key, made);
  await inTransaction(database, (tx) => freeKey(tx, made.operationId));
  expect(await findFirstCall(database.prisma, key, noon)).toBeNull();
  expect(await take(key, first())).toBe(true);
  expect(await findFirstCall(database.prisma, key, nextDay)).toBeNull();
  expect(await take(key, first(), nextDay)).toBe(true);
});

it("clears lapsed keys away", async () => {
  await database.prisma.idempotencyKey.deleteMany();
  await take(call(), first(), noon);
  await take(call(), first(), nextDay);
  expect(await deleteLapsedKeys(database.prisma, nextDay)).toBe(1);
  expect(await database.prisma.idempotencyKey.count()).toBe(1);
});
