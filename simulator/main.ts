import { createSimulator } from "./create-simulator";
import { SANDBOX } from "./sandbox-defaults";

/** `npm run simulator`, and the child process of the start script, which talks to it over an IPC channel. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const simulator = createSimulator({
    projectId: env.SIMULATOR_PROJECT_ID || SANDBOX.projectId,
    accessKey: env.SIMULATOR_AK || SANDBOX.accessKey,
    secretKey: env.SIMULATOR_SK || SANDBOX.secretKey,
    naAppId: env.SIMULATOR_NA_APP_ID || SANDBOX.naAppId,
    naSecret: env.SIMULATOR_NA_SECRET || SANDBOX.naSecret,
    now: () => new Date(),
    speed: readNumber(
      env,
      "SIMULATOR_SPEED",
      1,
      (value) => value > 0 && value <= 100_000,
      "above 0, at most 100000",
    ),
    seed: SANDBOX.seed,
    dataDir: env.SIMULATOR_DATA_DIR || undefined,
    fleet: "demo",
  });

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    simulator.close().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  const withParent = process.send !== undefined;
  process.on("SIGTERM", end);
  // Ctrl-C reaches the whole group; with a parent it is the parent that says when.
  process.on("SIGINT", () => {
    if (!withParent) end();
  });
  process.on("disconnect", end);

  const isPort = (value: number) => Number.isInteger(value) && value >= 0 && value <= 65_535;
  const port = readNumber(env, "SIMULATOR_PORT", 4010, isPort, "a port, 0 to 65535");
  const { url } = await simulator.listen(port);
  const { fleet, tasks, speed } = simulator.state();
  console.log(`simulator: ${url} (${fleet.devices} devices, ${tasks.total} tasks, speed ${speed})`);
  process.send?.({ type: "ready", url });
}

function readNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  otherwise: number,
  allowed: (value: number) => boolean,
  rule: string,
): number {
  const text = env[name];
  const value = text ? Number(text) : otherwise;
  if (!allowed(value)) throw new Error(`${name} must be ${rule}`);
  return value;
}

function fail(error: NodeJS.ErrnoException): void {
  const taken = error.code === "EADDRINUSE" ? `SIMULATOR_PORT is taken (${error.message})` : error.message;
  console.error(`simulator: ${taken}`);
  process.exit(1);
}

main(process.env).catch(fail);
