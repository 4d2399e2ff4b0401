import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/auth/caller";
import type { CreateTask } from "@/lib/contracts/create-task";
import { connectPlatform } from "@/lib/iotda/connect";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { operator, startWorld } from "./start-world";

export const legacySlug = "sandbox-na";

export const legacyOperator: Caller = { ...operator, grants: { [legacySlug]: ["operator"] } };

export type LegacyWorld = Awaited<ReturnType<typeof startLegacyWorld>>;

/** The world of `startWorld`, seen through a connection to the legacy API of its simulator. */
export async function startLegacyWorld() {
  const world = await startWorld();
  const { endpoint } = world.connection;
  const connection = await world.database.prisma.connection.create({
    data: {
      ...{ slug: legacySlug, name: "Legacy sandbox", kind: "na", endpoint, source: "sandbox" },
      identity: `${endpoint}/na`,
    },
  });
  /** Signed in by nobody yet: the platform forgets its tokens with everything else. */
  const connect = () =>
    connectPlatform(
      {
        ...{ kind: "na", endpoint, appId: SANDBOX.naAppId, secret: SANDBOX.naSecret },
        ...{ tls: {}, trusted: true, allowedHosts: [] },
      },
      {
        budget: { take: async () => undefined, slowDown: async () => undefined },
        ...{ now: world.now, sleep: async () => undefined, random: () => 0.5 },
        log: { info: () => undefined, warn: () => undefined },
      },
    );
  let platform = connect();
  world.reach.platform = platform;
  return {
    ...world,
    connection,
    context: (caller = legacyOperator) => world.context(caller),
    async clear() {
      await world.clear();
      await platform.close();
      platform = connect();
      world.reach.platform = platform;
    },
    async close() {
      await platform.close();
      await world.close();
    },
  };
}

export function valveCommand(ids: string[], change: Partial<CreateTask> = {}): CreateTask {
  return {
    name: "close_valves",
    type: "DeviceCmd",
    timeoutMinutes: 10,
    targets: { kind: "list", ids },
    document: { serviceId: "WaterMeter", method: "SET_VALVE", paras: { value: 1 } },
    ...change,
  };
}

export function legacyInput(body: CreateTask, idempotencyKey: string | null = randomUUID()) {
  return { params: { connection: legacySlug }, body, idempotencyKey };
}
