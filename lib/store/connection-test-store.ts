import type { Db } from "./db";

/** What the last test of a saved connection found; `checks` as the API answered them. */
export interface StoredConnectionTest {
  testedAt: Date;
  checks: unknown;
}

export async function saveConnectionTest(
  db: Db,
  connectionId: number,
  test: StoredConnectionTest,
): Promise<void> {
  const { testedAt } = test;
  const checks = JSON.parse(JSON.stringify(test.checks));
  await db.connectionTest.upsert({
    where: { connectionId },
    create: { connectionId, testedAt, checks },
    update: { testedAt, checks },
  });
}
