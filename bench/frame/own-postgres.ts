import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@/scripts/database/embedded-postgres";
import { removeHome } from "@/scripts/database/locate-home";
import { deployMigrations } from "@/scripts/migrate/deploy-migrations";

type Settings = Parameters<typeof startEmbeddedPostgres>[0]["settings"];

/** What a stage has started, to be ended in the reverse order. */
export interface Undo {
  push(act: () => Promise<void> | void): void;
  close(): Promise<void>;
}

export function makeUndo(): Undo {
  const acts: (() => Promise<void> | void)[] = [];
  return {
    push: (act) => void acts.push(act),
    async close() {
      for (let act = acts.pop(); act !== undefined; act = acts.pop()) await act();
    },
  };
}

/** A migrated PostgreSQL of a stage's own, in a folder that goes with it. */
export async function openOwnPostgres(
  undo: Undo,
  settings?: Settings,
): Promise<{ databaseUrl: string; directory: string }> {
  const directory = mkdtempSync(join(tmpdir(), "muster-bench-"));
  undo.push(() => removeHome(directory));
  const postgres = await startEmbeddedPostgres({ directory, database: "muster", settings });
  undo.push(() => postgres.release(5));
  await deployMigrations(postgres.url);
  return { databaseUrl: postgres.url, directory };
}
