import { setTimeout as wait } from "node:timers/promises";
import type { TaskDraft } from "@/lib/domain/platform-task";
import { createPlatformRegistry, type PlatformRegistry } from "@/lib/services/connections/open-platform";
import { saveConnection } from "@/lib/store/connection-registration";
import { type Database, inTransaction } from "@/lib/store/db";
import { createSealer } from "@/lib/store/seal";
import { saveSeenTask } from "@/lib/store/task-store";
import { openTestStore } from "@/lib/store/testing/test-store";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { SyncLoopDeps } from "../loop";
import type { SyncDeps } from "../sync-deps";
import type { SyncLog } from "../sync-log";

const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const wallClock = () => new Date();
const never = () => undefined;
const quiet: SyncLog = { info: never, warn: never, error: never };

/** Where a test has its own. */
interface ProcessParts {
  now?: () => Date;
  sleep?: SyncLoopDeps["sleep"];
  random?: () => number;
  log?: SyncLog;
}

/** What one process has that reads tasks: the real client, paced by the budget in the database; writes are not. */
export function openSyncDeps(
  database: Database,
  readPerSecond: number,
  parts: ProcessParts = {},
): SyncDeps & { platformFor: PlatformRegistry } {
  const { now = wallClock, random = Math.random, log = quiet } = parts;
  const sleep = async (milliseconds: number, signal?: AbortSignal) => {
    await wait(milliseconds, undefined, { signal });
  };
  const platformFor = createPlatformRegistry({
    ...{ database, sealer, now, sleep: parts.sleep ?? sleep, log, random },
    rates: { read: readPerSecond, write: 0, na: 0 },
    allowedHosts: [],
  });
  return { database, platformFor, sealer, now, log, pageConcurrency: 5 };
}

/** A database, the demo fleet of the simulator, and a connection from the one to the other. */
export async function openSandbox(now: () => Date = wallClock) {
  const store = await openTestStore();
  const simulator = createSimulator({ ...SANDBOX, now, speed: 1, fleet: "demo" });
  const { url } = await simulator.listen();
  const { projectId, accessKey, secretKey } = SANDBOX;
  const { connection } = await inTransaction(store.database, (tx) =>
    saveConnection(
      tx,
      {
        ...{ slug: "sandbox", name: "Sandbox", kind: "v5", endpoint: url, region: "cn-north-4" },
        ...{ projectId, instanceId: null, signature: "standard", source: "sandbox" },
        credentials: { signIn: "keys", accessKey, secretKey, securityToken: null },
      },
      { sealer, now: now() },
    ),
  );
  return {
    store,
    simulator,
    connectionId: connection.id,
    async close() {
      await simulator.close();
      await store.close();
    },
  };
}

export type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

/** A task of `count` water meters from number `first` on, made on the platform and stored. */
export async function addMeterTask(
  { connectionId }: Sandbox,
  deps: SyncDeps,
  { first, count }: { first: number; count: number },
): Promise<string> {
  const ids = Array.from({ length: count }, (_, n) => {
    return `65e1a0c04c3d5e6f70819201_wm-${String(first + n).padStart(7, "0")}`;
  });
  const draft: TaskDraft = {
    ...{ name: `Meters_${first}`, type: "firmwareUpgrade", appId: null, mode: null, extInfo: null },
    ...{ needConfirm: null, legacy: null, targets: { kind: "list", ids } },
    document: { package_id: "67a01c084c3d5e6f70819301" },
    policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  };
  const platform = await deps.platformFor({ id: connectionId });
  const task = await platform.createTask(draft, { lane: "people" });
  await inTransaction(deps.database, (tx) =>
    saveSeenTask(tx, { connectionId, task, fetchedAt: deps.now(), source: "create" }),
  );
  return task.taskId;
}
