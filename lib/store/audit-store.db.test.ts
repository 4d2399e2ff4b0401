import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { type AuditEntry, hashTargets, verifyAuditChain, writeAudit } from "./audit-store";
import { type Database, inTransaction, openDatabase } from "./db";

const entry: AuditEntry = {
  actor: { id: "p1", name: "Ada", kind: "person" },
  surface: "page",
  address: "192.0.2.7",
  action: "task.retry",
  connection: "default",
  subject: "65a1",
  targets: ["d2", "d1", "d3", "d4", "d5", "d6"],
  reason: null,
  result: "intent",
  requestId: "r-1",
  operationId: "0192f1a0-0000-7000-8000-000000000001",
};

describe("the audit trail (A47, A48)", () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = openDatabase(test.url);
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it("says who, from where, what set, when and with what result", async () => {
    const before = Date.now();
    await inTransaction(database, (tx) => writeAudit(tx, entry));
    await writeAudit(database.prisma, { ...entry, targets: undefined, operationId: null, result: "ok" });
    const [first, second] = await database.prisma.audit.findMany({ orderBy: { seq: "asc" } });
    expect(first).toMatchObject({
      seq: 1n,
      actorId: "p1",
      actorName: "Ada",
      address: "192.0.2.7",
      action: "task.retry",
      targetCount: 6,
      targetHash: hashTargets(["d6", "d5", "d4", "d3", "d2", "d1"]),
      targetSample: ["d2", "d1", "d3", "d4", "d5"],
      operationId: entry.operationId,
      previousHash: "",
    });
    expect(Math.abs((first?.at.getTime() ?? 0) - before)).toBeLessThan(60_000);
    expect(second).toMatchObject({ seq: 2n, targetCount: null, targetHash: null, previousHash: first?.hash });
  });

  it("goes with the transaction it was written in", async () => {
    const rows = await database.prisma.audit.count();
    const failed = inTransaction(database, async (tx) => {
      await writeAudit(tx, entry);
      throw new Error("the act failed");
    });
    await expect(failed).rejects.toThrow("the act failed");
    expect(await database.prisma.audit.count()).toBe(rows);
  });

  it("stays one chain when many write at once", async () => {
    await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        inTransaction(database, (tx) => writeAudit(tx, { ...entry, subject: `t${i}` })),
      ),
    );
    expect(await verifyAuditChain(database.prisma)).toEqual({ ok: true, rows: 26 });
  });

  it("takes text with markup, line ends and terminal codes as text", async () => {
    await writeAudit(database.prisma, {
      ...entry,
      reason: "a\r\nfake: line \u001b[31m <b> '\"; -- \u202e \0",
    });
    expect(await verifyAuditChain(database.prisma)).toMatchObject({ ok: true });
  });

  it.each([
    "UPDATE audit SET result = 'ok' WHERE seq = 1",
    "DELETE FROM audit WHERE seq = 1",
    "TRUNCATE audit",
    "INSERT INTO audit SELECT * FROM audit WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET result = 'ok'",
  ])("refuses %s or leaves the old rows as they are", async (statement) => {
    const before = await database.prisma.audit.findUnique({ where: { seq: 1n } });
    if (statement.startsWith("INSERT")) await database.pool.query(statement);
    else await expect(database.pool.query(statement)).rejects.toThrow("append-only");
    expect(await database.prisma.audit.findUnique({ where: { seq: 1n } })).toEqual(before);
    expect(await verifyAuditChain(database.prisma)).toMatchObject({ ok: true });
  });

  it("finds a row that was changed, taken out or slipped in behind the triggers", async () => {
    const tamper = async (statement: string) => {
      const client = await database.pool.connect();
      try {
        await client.query("BEGIN; ALTER TABLE audit DISABLE TRIGGER ALL");
        await client.query(statement);
        await client.query("ALTER TABLE audit ENABLE TRIGGER ALL; COMMIT");
      } finally {
        client.release();
      }
    };
    await tamper("UPDATE audit SET result = 'ok' WHERE seq = 5");
    expect(await verifyAuditChain(database.prisma)).toEqual({ ok: false, brokenAt: 5n });
    await tamper("UPDATE audit SET result = 'intent' WHERE seq = 5");
    expect(await verifyAuditChain(database.prisma)).toMatchObject({ ok: true });
    await tamper("DELETE FROM audit WHERE seq = 7");
    expect(await verifyAuditChain(database.prisma)).toEqual({ ok: false, brokenAt: 8n });
  });
});
