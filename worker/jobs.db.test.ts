import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { startJobs } from "./jobs";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it("plans clean-up and retention in a schema of its own, for any number of workers, and stops", async () => {
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const now = () => new Date("2026-11-02T12:00:00Z");
  const both = [store.database, store.openAgain()];
  const workers = [];
  const retention = { days: null, gigabytes: null };
  const parts = { retention, now, sleep: async () => undefined, log };
  for (const database of both) workers.push(await startJobs(database, parts));
  const { rows } = await store.database.pool.query("SELECT name, cron FROM pgboss.schedule ORDER BY name");
  expect(rows).toEqual([
    { name: "clean-up", cron: "17 * * * *" },
    { name: "row-retention", cron: "41 * * * *" },
  ]);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(log.warn).not.toHaveBeenCalled();
});
