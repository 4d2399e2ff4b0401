import { join } from "node:path";
import { simulatorEnvironment } from "./child-environment";
import type { Crew } from "./crew";
import { claimSandboxPort } from "./sandbox-port";

/** Starts the simulator with its state below the data directory, unless another start runs it; returns its address. */
export async function openSandbox(crew: Crew, dataDirectory: string, patienceMs: number): Promise<string> {
  const directory = join(dataDirectory, "sandbox");
  const wanted = Number(process.env.SIMULATOR_PORT) || null;
  const { port, shared } = await claimSandboxPort(directory, wanted, patienceMs);
  if (!shared) await crew.start("simulator", simulatorEnvironment(process.env, port, directory));
  return `http://127.0.0.1:${port}`;
}
