import { expect, it, vi } from "vitest";
import { findFreePort } from "../process/ports";
import { waitForDatabase } from "./wait-for-database";

it("says once that it waits and fails in one line, without the password", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const host = `127.0.0.1:${await findFreePort()}`;
  const waiting = waitForDatabase(`postgresql://user:hush@${host}/muster`, { timeoutMs: 1_500 });
  await expect(waiting).rejects.toThrow(
    `DATABASE_URL: PostgreSQL at ${host} did not answer within 2 s (ECONNREFUSED).`,
  );
  expect(log.mock.calls).toEqual([[`Waiting for PostgreSQL at ${host} (ECONNREFUSED) …`]]);
  log.mockRestore();
});
