import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { type ConnectedPlatform, connectPlatform } from "../../connect";
import type { RateBudget } from "../../pacing";
import { defaultLimits, type TransportLimits } from "../../transport";

/** The client and the simulator between which nothing is invented but the time. */
export interface SimulatedPlatform {
  simulator: Simulator;
  platform: ConnectedPlatform;
  /** The clock of both, which stands still otherwise; waits of the client move it too. */
  now(): Date;
  pass(milliseconds: number): void;
  /** Another client, which differs in so much. */
  connect(overrides?: Overrides): ConnectedPlatform;
  close(): Promise<void>;
}

export interface Overrides {
  signature?: "standard" | "derived";
  instanceId?: string;
  projectId?: string;
  secretKey?: string;
  /** Below the address of the simulator. */
  basePath?: string;
  limits?: Partial<TransportLimits>;
}

const startOfDay = Date.UTC(2026, 10, 21, 10);

export async function startSimulatedPlatform(): Promise<SimulatedPlatform> {
  let wall = startOfDay;
  const now = () => new Date(wall);
  const pass = (milliseconds: number) => {
    wall += milliseconds;
  };
  const { projectId, accessKey, secretKey, seed } = SANDBOX;
  const keys = { projectId, accessKey, secretKey };
  const simulator = createSimulator({ ...keys, seed, now, speed: 1, fleet: "demo" });
  const { url } = await simulator.listen();
  const opened: ConnectedPlatform[] = [];
  const connect = (overrides: Overrides = {}) => {
    const platform = connectPlatform(
      {
        kind: "v5",
        endpoint: `${url}${overrides.basePath ?? ""}`,
        region: "cn-north-4",
        projectId: overrides.projectId ?? projectId,
        instanceId: overrides.instanceId ?? null,
        signature: overrides.signature ?? "derived",
        credentials: {
          signIn: "keys",
          accessKey,
          secretKey: overrides.secretKey ?? secretKey,
          securityToken: null,
        },
        trusted: true,
        allowedHosts: [],
      },
      {
        budget: waitingBudget(pass),
        now,
        sleep: async (milliseconds) => pass(milliseconds),
        random: () => 0.5,
        log: { info: () => undefined, warn: () => undefined },
        limits: { ...defaultLimits, ...overrides.limits },
      },
    );
    opened.push(platform);
    return platform;
  };
  return {
    simulator,
    platform: connect(),
    now,
    pass,
    connect,
    close: async () => {
      for (const platform of opened) await platform.close();
      await simulator.close();
    },
  };
}

/** No limit of its own; throttled, it waits as it is told, else a second and each time twice as long. */
function waitingBudget(pass: (milliseconds: number) => void): RateBudget {
  let pause = 1_000;
  const turn = {
    done: (served = false) => {
      if (served) pause = 1_000;
    },
  };
  return {
    take: async () => turn,
    slowDown: async (_lane, _kind, seconds) => {
      pass(seconds === null ? pause : seconds * 1_000);
      pause *= 2;
    },
  };
}
