import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/scripts/process/ports";
import { createSimulator } from "@/simulator/create-simulator";
import type { LoggedCall } from "@/simulator/http/call-log";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import type { Program } from "../frame/program";

export const soakToken = "soak-0123456789abcdef0123456789abcdef";

/** Two consoles and two workers as processes of their own, one database, one platform that writes down every call. */
export interface HouseOfMachines {
  simulator: Simulator;
  stage: ConsoleStage;
  /** Where consoles answer that are not dead just now. */
  urls(): string[];
  /** Kills a console or a worker as `kill -9` does, and starts another one in its place after a while. */
  killOne(kind: "server" | "worker", pauseMs: number): Promise<void>;
  /** Every write the platform took or may have taken, however long ago. */
  writes(): LoggedCall[];
  close(): Promise<void>;
}

interface Machine {
  program: Program | null;
  url: string;
  start(): Promise<Program>;
}

export async function openHouseOfMachines(
  signal: AbortSignal,
  env: Record<string, string>,
): Promise<HouseOfMachines> {
  const { projectId, accessKey, secretKey, seed } = SANDBOX;
  const account = { projectId, accessKey, secretKey };
  const simulator = createSimulator({ ...account, seed, now: () => new Date(), speed: 20, fleet: "demo" });
  const { url: platformUrl } = await simulator.listen();
  const shared = { MUSTER_API_TOKEN: soakToken, ...env };
  const stage = await openConsoleStage({ platformUrl, worker: true, env: shared, signal });
  const port = await findFreePort();
  const second = { url: `http://127.0.0.1:${port}`, env: { PORT: String(port) } };
  const consoles: Machine[] = [
    { program: stage.console, url: stage.url, start: () => stage.start("server") },
    { program: null, url: second.url, start: () => stage.start("server", second.env) },
  ];
  const workers: Machine[] = [0, 1].map((n) => ({
    ...{ program: n === 0 ? stage.worker : null, url: "", start: () => stage.start("worker") },
  }));
  const all = { server: consoles, worker: workers };
  for (const machine of [...consoles, ...workers]) machine.program ??= await machine.start();
  const turns = { server: 0, worker: 0 };
  const written = new Map<string, LoggedCall>();
  const collect = () => {
    for (const call of simulator.calls()) {
      if (call.method !== "GET" && !written.has(call.requestId)) written.set(call.requestId, { ...call });
    }
  };
  // The platform keeps its last 5,000 calls only, and takes the bodies of those it forgets.
  const collecting = setInterval(collect, 2_000);
  return {
    simulator,
    stage,
    urls: () => consoles.flatMap(({ program, url }) => (program === null ? [] : [url])),
    async killOne(kind, pauseMs) {
      const machine = all[kind][turns[kind]++ % 2];
      const { program } = machine ?? {};
      if (!machine || !program) throw new Error(`no ${kind} runs that could be killed`);
      machine.program = null;
      await program.stop("SIGKILL");
      await sleep(pauseMs, undefined, { signal });
      machine.program = await machine.start();
    },
    writes() {
      collect();
      return [...written.values()];
    },
    async close() {
      clearInterval(collecting);
      await stage.close();
      await simulator.close();
    },
  };
}
