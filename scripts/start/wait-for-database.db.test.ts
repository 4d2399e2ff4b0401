import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { waitForDatabase } from "./wait-for-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe("waitForDatabase", () => {
  it("returns at once when the server answers", async () => {
    await expect(waitForDatabase(database.url)).resolves.toBeUndefined();
  });

  it("does not wait for what will not change", async () => {
    const wrongPassword = changed((url) => (url.password = "wrong"));
    await expect(waitForDatabase(wrongPassword)).rejects.toThrow(
      /^DATABASE_URL: password authentication failed .*\.$/,
    );
    const missing = changed((url) => (url.pathname = "/nowhere"));
    await expect(waitForDatabase(missing)).rejects.toThrow('DATABASE_URL: database "nowhere" does not exist');
  });
});
