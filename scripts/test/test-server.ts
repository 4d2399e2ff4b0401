import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../database/embedded-postgres";
import { removeHome } from "../database/locate-home";
import { THROWAWAY_SETTINGS } from "../database/server-settings";
import { deployMigrations } from "../migrate/deploy-migrations";
import { TEMPLATE_DATABASE } from "../testing/test-database";

export type TestServer = { adminUrl: string; stop(): Promise<void> };

/** A PostgreSQL of its own for one test run, with the migrated template that every test file copies. */
export async function startTestServer(): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), "muster-test-"));
  const server = await startEmbeddedPostgres({
    directory,
    database: TEMPLATE_DATABASE,
    settings: { ...THROWAWAY_SETTINGS, max_connections: 200 },
  });
  const stop = async () => {
    await server.release(5);
    removeHome(directory);
  };
  try {
    await deployMigrations(server.urlOf(TEMPLATE_DATABASE));
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl: server.urlOf("postgres"), stop };
}
