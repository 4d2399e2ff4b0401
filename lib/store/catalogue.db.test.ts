import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestStore, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const query = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await store.database.pool.query(sql)).rows;

/** What prisma/schema.prisma cannot say and the migrations' own SQL adds. */
describe("the catalogue", () => {
  it("orders device ids bytewise, the same on every server", async () => {
    const rows = await query(`
      SELECT c.relname AS table, a.attname AS column, o.collname AS collation
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation o ON o.oid = a.attcollation
      WHERE c.relname IN ('subtask', 'operation_target') AND c.relkind = 'r' AND a.attname = 'target'
      ORDER BY c.relname`);
    expect(rows).toEqual([
      { table: "operation_target", column: "target", collation: "C" },
      { table: "subtask", column: "target", collation: "C" },
    ]);
  });

  it("has the partial indexes", async () => {
    const rows = await query(`
      SELECT i.relname AS index, x.indisunique AS unique, pg_get_expr(x.indpred, x.indrelid) AS where
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
      WHERE x.indpred IS NOT NULL AND i.relnamespace = 'public'::regnamespace ORDER BY i.relname`);
    expect(rows).toEqual(
      expect.arrayContaining([
        { index: "connection_slug_living_key", unique: true, where: "(archived_at IS NULL)" },
        { index: "operation_open_idx", unique: false, where: expect.stringContaining("state = ANY") },
        { index: "subtask_task_id_cause_id_ord_idx", unique: false, where: "(cause_id IS NOT NULL)" },
        { index: "subtask_unread_output_idx", unique: false, where: "(NOT output_read)" },
      ]),
    );
  });

  it("searches device ids by index: whole, by prefix, and by part within the task", async () => {
    const plan = async (condition: string) => {
      const rows = await query(`EXPLAIN SELECT target FROM subtask WHERE task_id = 1 AND ${condition}`);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    await query("SET enable_seqscan = off");
    expect(await plan("target = 'a'")).toMatch(/Index.*subtask_task_id_target_dup_key/);
    expect(await plan("target LIKE 'abc%'")).toContain("target >= 'abc'");
  });

  it("records a task's past by triggers: its counters each ten seconds, and its statuses", async () => {
    const rows = await query(`
      SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 'task'::regclass AND tgname LIKE 'record%' ORDER BY 1`);
    expect(rows.map((row) => row.name)).toEqual(["record_first_point", "record_task_past"]);
  });

  it("announces news by triggers", async () => {
    const rows = await query(`
      SELECT DISTINCT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname LIKE 'announce%' ORDER BY 1`);
    expect(rows.map((row) => row.table)).toEqual([
      "connection",
      "connection_sync",
      "operation",
      "task",
      "task_sync",
    ]);
  });

  it("chains the audit trail and lets nobody change it", async () => {
    const rows = await query(`
      SELECT tgname AS trigger FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND NOT tgisinternal ORDER BY 1`);
    expect(rows.map((row) => row.trigger)).toEqual(["audit_chain", "audit_no_change", "audit_no_truncate"]);
  });

  it("keeps times in UTC, whatever the server's zone", async () => {
    expect(await query("SHOW timezone")).toEqual([{ TimeZone: "UTC" }]);
    const [row] = await store.database.prisma.$queryRaw<{ at: Date }[]>`
      SELECT ${new Date("2026-11-01T10:00:00.123Z")}::timestamptz AS at`;
    expect(row?.at).toEqual(new Date("2026-11-01T10:00:00.123Z"));
  });
});
