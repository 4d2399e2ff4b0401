import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Caller } from "@/lib/auth/caller";
import type { CreateTask } from "@/lib/contracts/create-task";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { type ConnectedPlatform, connectPlatform } from "@/lib/iotda/connect";
import type { Platform } from "@/lib/iotda/platform";
import { inTransaction, openDatabase } from "@/lib/store/db";
import { claimDueOperation } from "@/lib/store/operation-lease-store";
import { createSealer } from "@/lib/store/seal";
import { saveSubtaskSecrets } from "@/lib/store/subtask-secret-store";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { saveSeenTask } from "@/lib/store/task-store";
import { createWorkbookChecker } from "@/lib/workbook/checker";
import { createTestDatabase } from "@/scripts/testing/test-database";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import type { ServiceContext } from "../context";
import { leaseEnd } from "../operations/keep-lease";
import type { OperationDeps } from "../operations/operation-deps";
import { runnableKinds, runOperation } from "../operations/run-operation";

export const slug = "sandbox";
/** Water meters; of their package any device of this product may upgrade. */
export const productId = "65e1a0c04c3d5e6f70819201";
export const packageId = "67a01c084c3d5e6f70819301";

export type World = Awaited<ReturnType<typeof startWorld>>;

export const operator: Caller = {
  ...{ kind: "person", id: "p1", name: "Ada", email: "ada@example.com", surface: "page", sessionId: "s1" },
  ...{ grants: { [slug]: ["operator"] }, secondFactor: false, provedAt: null, scopes: null },
};

/** A database, a simulator and the real client between them; time stands still until `pass` moves it. */
export async function startWorld({ fleet = "empty" }: { fleet?: "empty" | "demo" } = {}) {
  let time = Date.UTC(2026, 10, 22, 12);
  const now = () => new Date(time);
  const scratch = await createTestDatabase();
  const database = openDatabase(scratch.url);
  const { projectId, accessKey, secretKey, seed } = SANDBOX;
  const account = { projectId, accessKey, secretKey };
  const simulator: Simulator = createSimulator({ ...account, seed, now, speed: 1, fleet });
  const { url } = await simulator.listen();
  const connection = await database.prisma.connection.create({
    data: { slug, name: "Sandbox", kind: "v5", endpoint: url, identity: url, source: "sandbox" },
  });
  const platform: ConnectedPlatform = connectPlatform(
    {
      ...{ kind: "v5", endpoint: url, region: "cn-north-4", instanceId: null, signature: "standard" },
      ...{ trusted: true, allowedHosts: [], projectId },
      credentials: { signIn: "keys", accessKey, secretKey, securityToken: null },
    },
    {
      budget: { take: async () => undefined, slowDown: async () => undefined },
      ...{ now, sleep: async () => undefined, random: () => 0.5 },
      log: { info: () => undefined, warn: () => undefined },
    },
  );
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
  /** Replaced by tests that stand between the client and us, or that have workbooks read (`bundleThread`). */
  const reach = { platform: platform as Platform, workbooks: createWorkbookChecker({ threadFile: "" }) };
  const platformFor = async () => reach.platform;
  const deps: OperationDeps = { database, platformFor, sealer, now, log };

  /** A person who has just proved who they are, unless they say when. */
  function context(given: Caller = operator): ServiceContext {
    const caller = { ...given, provedAt: given.provedAt ?? now() };
    const services = {
      ...{
        database,
        platformFor,
        sealer,
        workbooks: reach.workbooks,
        sleep: (ms: number) => wait(ms / 10),
        log,
      },
      allowedHosts: [],
    };
    return { caller, requestId: randomUUID(), address: "127.0.0.1", now, deps: services };
  }

  return {
    database,
    simulator,
    platform,
    reach,
    deps,
    sealer,
    connection,
    now,
    context,
    /** Moves everybody's clock. */
    pass(milliseconds: number) {
      time += milliseconds;
    },
    /** Adds devices that succeed after a minute, or fail with a documented text. */
    addDevices(count: number, behaviour: { fails?: boolean } = {}): string[] {
      const first = simulator.state().fleet.devices;
      const ids = Array.from({ length: count }, (_, index) => `${productId}_d${first + index}`);
      const outcome = behaviour.fails ? ("fail" as const) : ("success" as const);
      simulator.setDevices(
        ids.map((deviceId) => ({
          ...{ deviceId, online: true, firmware: "2.4.0", outcome, durationMs: 60_000 },
          ...(behaviour.fails ? { errorMessage: "Task Conflict" } : {}),
        })),
      );
      return ids;
    },
    /** Starts the next test on an empty platform and without tasks, operations, drafts or counted acts of ours. */
    async clear() {
      simulator.reset();
      reach.platform = platform;
      await database.prisma.operation.deleteMany();
      await database.prisma.idempotencyKey.deleteMany();
      await database.prisma.task.deleteMany();
      await database.prisma.draft.deleteMany();
      await database.prisma.storedFile.deleteMany();
      await database.prisma.signInThrottle.deleteMany();
    },
    /** Reads a task and all its rows into the store, as a sync would. */
    async sync(taskId: string) {
      const rows: PlatformSubtask[] = [];
      let marker: string | undefined;
      for (;;) {
        const page = await platform.showTask({ taskId, limit: 50, marker }, { lane: "bulk" });
        rows.push(...page.subtasks.rows);
        if (page.subtasks.marker === null) {
          const seen = { connectionId: connection.id, task: page.task, fetchedAt: now() };
          return inTransaction(database, async (tx) => {
            const task = await saveSeenTask(tx, { ...seen, source: "show" });
            await saveSubtaskRows(tx, task.id, rows, now());
            await saveSubtaskSecrets(tx, task.id, rows, { sealer, seenAt: now() });
            await tx.task.update({ where: { id: task.id }, data: { subtasksComplete: true } });
            return task;
          });
        }
        marker = page.subtasks.marker;
      }
    },
    /** Carries out what is due now, as a worker does; how many turns it took. */
    async work(owner = "worker"): Promise<number> {
      const never = new AbortController().signal;
      for (let turns = 0; ; turns += 1) {
        const claim = { kinds: runnableKinds, owner, now: now(), until: leaseEnd(now()) };
        const operation = await claimDueOperation(database.prisma, claim);
        if (!operation) return turns;
        await runOperation(deps, operation, { stopping: never, cut: never });
      }
    },
    async close() {
      reach.workbooks.close();
      await platform.close();
      await simulator.close();
      await database.close();
      await scratch.drop();
    },
  };
}

export function firmwareUpgrade(ids: string[], change: Partial<CreateTask> = {}): CreateTask {
  return {
    name: "pump_fix",
    type: "firmwareUpgrade",
    targets: { kind: "list", ids },
    document: { package_id: packageId },
    ...change,
  };
}

export function createInput(body: CreateTask, idempotencyKey: string | null = randomUUID()) {
  return { params: { connection: slug }, body, idempotencyKey };
}
