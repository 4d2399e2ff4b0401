import pg from "pg";
import { type Database, openDatabase } from "@/lib/store/db";
import { THROWAWAY_SETTINGS } from "@/scripts/database/server-settings";
import { fillLargeTasks, type LargeTasks } from "./large-tasks";
import { makeUndo, openOwnPostgres } from "./own-postgres";

/** A PostgreSQL of its own with five million subtasks in it; nothing that runs there changes them. */
export interface DatabaseStage {
  url: string;
  /** The product's pool. */
  database: Database;
  /** One plain connection, for peers; its statements may have names, so that they are planned once. */
  raw: pg.Client;
  connectionId: number;
  tasks: LargeTasks;
  /** A task without rows; its number. */
  addTask(): Promise<number>;
  close(): Promise<void>;
}

/** Takes about two minutes. `small` makes a hundredth of the rows, to try a benchmark out. */
export async function openDatabaseStage(say: (text: string) => void, small = false): Promise<DatabaseStage> {
  const undo = makeUndo();
  const { close } = undo;
  try {
    const settings = { ...THROWAWAY_SETTINGS, shared_buffers: "512MB", max_wal_size: "4GB" };
    const { databaseUrl } = await openOwnPostgres(undo, settings);
    const database = openDatabase(databaseUrl);
    undo.push(() => database.close());
    const raw = new pg.Client({ connectionString: databaseUrl });
    await raw.connect();
    undo.push(() => raw.end());
    await raw.query("SET TIME ZONE 'UTC'");
    const connectionId = await addConnection(raw);
    const addTask = () => addEmptyTask(raw, connectionId);
    say("filling the database with large tasks");
    const tasks = await fillLargeTasks(raw, addTask, small ? 100 : 1);
    return { ...{ url: databaseUrl, database, raw, connectionId, tasks, addTask, close } };
  } catch (error) {
    await close();
    throw error;
  }
}

async function addConnection(raw: pg.Client): Promise<number> {
  const { rows } = await raw.query<{ id: number }>(
    `INSERT INTO connection (slug, name, kind, endpoint, identity, source, updated_at)
     VALUES ('bench', 'Bench', 'v5', 'http://127.0.0.1:9', 'bench', 'environment', now()) RETURNING id`,
  );
  return rows[0]?.id ?? 0;
}

async function addEmptyTask(raw: pg.Client, connectionId: number): Promise<number> {
  const { rows } = await raw.query<{ id: number }>(
    `INSERT INTO task (connection_id, task_id, name, type, status, platform_status, target_kind, target_count, created_at)
     SELECT $1, lpad(to_hex(count(*)), 24, '0'), 'bench', 'firmwareUpgrade', 'Processing', 'Processing', 'list', 0, now()
     FROM task RETURNING id`,
    [connectionId],
  );
  return rows[0]?.id ?? 0;
}
