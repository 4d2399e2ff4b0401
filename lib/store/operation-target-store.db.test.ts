import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { type Database, inTransaction, openDatabase } from "./db";
import {
  countTargets,
  findUnanswered,
  insertTargets,
  pageResults,
  saveAnswers,
  settleRest,
  takeNextChunk,
  unmarkSent,
} from "./operation-target-store";

const noon = new Date("2026-11-22T12:00:00Z");
let scratch: TestDatabase;
let database: Database;
let operationId: string;

beforeAll(async () => {
  scratch = await createTestDatabase();
  database = openDatabase(scratch.url);
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});

async function makeOperation(targets: string[]): Promise<void> {
  const slug = `c${randomUUID().slice(0, 8)}`;
  operationId = randomUUID();
  await database.prisma.connection.create({
    data: {
      ...{ slug, name: slug, kind: "v5", endpoint: "http://x", identity: slug, source: "sandbox" },
      operations: {
        create: {
          ...{ id: operationId, kind: "retry", state: "queued", request: {}, createdAt: noon },
          ...{ createdById: "p1", createdByName: "Ada", createdByKind: "person" },
        },
      },
    },
  });
  await inTransaction(database, (tx) => insertTargets(tx, operationId, targets));
}
const devices = (count: number) => Array.from({ length: count }, (_, index) => `device_${index}`);
const take = (size: number) =>
  inTransaction(database, (tx) => takeNextChunk(tx, operationId, size, noon)).then((chunk) =>
    chunk.map(({ target }) => target),
  );

describe("targets of an operation", () => {
  it("keep 30,000 devices in the order given", async () => {
    await makeOperation(devices(30_000));
    expect(await countTargets(database.prisma, operationId)).toEqual({
      success: 0,
      failure: 0,
      unknown: 0,
      unanswered: 0,
      unsent: 30_000,
    });
    expect(await take(3)).toEqual(["device_0", "device_1", "device_2"]);
    const { rows } = await database.pool.query(
      "SELECT target FROM operation_target WHERE operation_id = $1 AND ord IN (9999, 10000, 29999) ORDER BY ord",
      [operationId],
    );
    expect(rows.map(({ target }) => target)).toEqual(["device_9999", "device_10000", "device_29999"]);
  });

  it("go out once each, until proven untouched", async () => {
    await makeOperation(devices(5));
    expect(await take(2)).toEqual(["device_0", "device_1"]);
    expect(await take(2)).toEqual(["device_2", "device_3"]);
    const unanswered = await findUnanswered(database.prisma, operationId);
    expect(unanswered.map(({ ord }) => ord)).toEqual([0, 1, 2, 3]);
    await inTransaction(database, (tx) => unmarkSent(tx, operationId, [1]));
    expect(await take(10)).toEqual(["device_1", "device_4"]);
    expect(await take(10)).toEqual([]);
  });

  it("keep their first answer, count and page", async () => {
    await makeOperation(devices(6));
    await take(4);
    const answer = { errorCode: null, errorMessage: null };
    await inTransaction(database, async (tx) => {
      await saveAnswers(tx, operationId, [
        { ord: 0, status: "success", ...answer },
        { ord: 2, status: "failure", errorCode: "IOTDA.014219", errorMessage: "not in the task" },
      ]);
      await saveAnswers(tx, operationId, [{ ord: 2, status: "success", ...answer }]);
      await settleRest(tx, operationId, "sent", { status: "unknown", ...answer });
      await settleRest(tx, operationId, "unsent", {
        status: "failure",
        errorCode: "not_sent",
        errorMessage: null,
      });
    });
    expect(await countTargets(database.prisma, operationId)).toEqual({
      success: 1,
      failure: 3,
      unknown: 2,
      unanswered: 0,
      unsent: 0,
    });
    const first = await pageResults(database.prisma, operationId, { limit: 4 });
    expect(first.total).toBe(6);
    expect(first.rows).toEqual([
      { target: "device_0", status: "success" },
      { target: "device_1", status: "unknown" },
      { target: "device_2", status: "failure", errorCode: "IOTDA.014219", errorMessage: "not in the task" },
      { target: "device_3", status: "unknown" },
    ]);
    const rest = await pageResults(database.prisma, operationId, { limit: 4, afterOrd: first.nextOrd ?? 0 });
    expect(rest.rows.map(({ target }) => target)).toEqual(["device_4", "device_5"]);
    expect(rest.nextOrd).toBeNull();
    expect((await pageResults(database.prisma, operationId, { limit: 4, page: 2 })).rows).toEqual(rest.rows);
    expect((await pageResults(database.prisma, operationId, { limit: 4, page: 9 })).total).toBe(6);
  });
});
