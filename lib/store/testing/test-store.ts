import type { PlatformSubtask, PlatformTask } from "@/lib/domain/platform-task";
import { noProgress } from "@/lib/domain/progress";
import { createTestDatabase } from "@/scripts/testing/test-database";
import { type Database, inTransaction, openDatabase } from "../db";
import { saveSeenTask } from "../task-store";

export interface TestStore {
  /** For a process of its own. */
  url: string;
  database: Database;
  /** A living connection, v5 unless asked for otherwise. */
  connectionId: number;
  /** The same database through another pool, as a second process has it. */
  openAgain(): Database;
  close(): Promise<void>;
}

/** A migrated database with one connection in it. */
export async function openTestStore(kind: "v5" | "na" = "v5"): Promise<TestStore> {
  const scratch = await createTestDatabase();
  const database = openDatabase(scratch.url);
  const opened = [database];
  const connection = await addConnection(database, "test", kind);
  return {
    url: scratch.url,
    database,
    connectionId: connection,
    openAgain() {
      const again = openDatabase(scratch.url);
      opened.push(again);
      return again;
    },
    async close() {
      await Promise.all(opened.map((one) => one.close()));
      await scratch.drop();
    },
  };
}

export async function addConnection(
  database: Database,
  slug: string,
  kind: "v5" | "na" = "v5",
): Promise<number> {
  const { id } = await database.prisma.connection.create({
    data: {
      slug,
      name: slug,
      kind,
      endpoint: `https://${slug}.test`,
      identity: `${kind}|${slug}.test|p`,
      source: "environment",
    },
  });
  return id;
}

export function platformTask(facts: Partial<PlatformTask> = {}): PlatformTask {
  return {
    taskId: "5c8ba99030344005c02316ad",
    name: "firmware_2026",
    type: "firmwareUpgrade",
    status: "Processing",
    platformStatus: facts.status ?? "Processing",
    statusDescription: null,
    mode: null,
    extInfo: null,
    needConfirm: null,
    targets: ["device-1", "device-2"],
    groupIds: null,
    fileId: null,
    document: { package_id: "p1" },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
    progress: { ...noProgress, total: 2, processing: 2 },
    createdAt: "2026-11-01T10:00:00.000Z",
    operator: null,
    timeoutMinutes: null,
    tags: null,
    criteria: null,
    ...facts,
  };
}

export function platformRow(target: string, facts: Partial<PlatformSubtask> = {}): PlatformSubtask {
  return {
    target,
    status: "Processing",
    platformStatus: facts.status ?? "Processing",
    output: null,
    errorCode: null,
    errorMessage: null,
    commandId: null,
    ...facts,
  };
}

/** A task in the store; its number. */
export async function addTask(
  { database, connectionId }: Pick<TestStore, "database" | "connectionId">,
  facts: Partial<PlatformTask> = {},
  fetchedAt = new Date("2026-11-01T10:00:01.000Z"),
): Promise<number> {
  const seen = { connectionId, task: platformTask(facts), fetchedAt, source: "list" as const };
  return (await inTransaction(database, (tx) => saveSeenTask(tx, seen))).id;
}
