import { afterAll, beforeAll, expect, it } from "vitest";
import { startTransactionPooler } from "@/scripts/testing/transaction-pooler";
import { openDatabase } from "./db";
import { queryHot } from "./hot-query";
import { openTestStore, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await store.database.pool.query("CREATE TABLE thing AS SELECT 1 AS id, 'one' AS name");
});
afterAll(() => store.close());

const text = "SELECT *, pg_backend_pid() AS pid FROM thing WHERE id = $1";
const one = { id: 1, name: "one" };

/** One pool, one session: what is prepared is seen by the next query. */
function openOne(url = store.url) {
  const database = openDatabase(url, { maxConnections: 1 });
  return {
    ...database,
    read: () => queryHot(database.pool, text, [1]),
    prepared: async () =>
      (await database.pool.query("SELECT name FROM pg_prepared_statements WHERE statement LIKE '%thing%'"))
        .rows.length,
  };
}

it("prepares a statement once, and goes on when its plan is out of date", async () => {
  const database = openOne();
  expect(await database.read()).toMatchObject([one]);
  expect(await database.read()).toMatchObject([one]);
  expect(await database.prepared()).toBe(1);
  await database.pool.query("ALTER TABLE thing ADD COLUMN more int");
  expect(await database.read()).toMatchObject([{ ...one, more: null }]);
  await expect(queryHot(database.pool, text, ["x"])).rejects.toMatchObject({ code: "22P02" });
  await database.close();
});

it("prepares no more where that is lost", async () => {
  const database = openOne();
  await database.read();
  await database.pool.query("DEALLOCATE ALL");
  expect(await database.read()).toMatchObject([one]);
  expect(await database.prepared()).toBe(0);
  await database.close();
});

it("reads the same through a pooler that gives a client another session each time", async () => {
  const pooler = await startTransactionPooler(store.url, 2);
  const readers = [openOne(pooler.url), openOne(pooler.url), openOne(pooler.url)];
  try {
    for (let round = 0; round < 10; round += 1) {
      const found = await Promise.all(readers.map((reader) => reader.read()));
      for (const rows of found) expect(rows).toMatchObject([one]);
    }
    expect(pooler.switches()).toBeGreaterThan(0);
  } finally {
    for (const reader of readers) await reader.close();
    await pooler.close();
  }
});
