import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { isFinal } from "./engine/task-record";
import { FaultList } from "./faults/fault-list";
import { findProduct } from "./fleet/catalogue";
import { CallLog } from "./http/call-log";
import { closed, listening, openServer } from "./http/open-server";
import { Permissions } from "./http/permissions";
import { serveCall } from "./http/serve-calls";
import { CallThrottle } from "./na/call-throttle";
import { isUnfinished } from "./na/engine/legacy-task";
import { SANDBOX } from "./sandbox-defaults";
import type { Simulator, SimulatorOptions } from "./simulator";
import { lockDataDir } from "./state/data-lock";
import { SavedState } from "./state/saved-state";
import { productIdOf } from "./steering/steer-device";
import { removeTask, stageTask, turnSubtasks } from "./steering/steer-tasks";
import { STEERING_PREFIX, serveSteering } from "./steering/steering-routes";
import { platformRoutes } from "./v5/platform-routes";
import { type Command, World } from "./world";

/** Regions known to the SDK (sheet §2.2). */
const REGIONS = [
  "cn-north-4",
  "cn-south-4",
  "cn-south-1",
  "cn-east-3",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "af-south-1",
  "me-east-1",
  "la-south-2",
  "la-north-2",
  "sa-brazil-1",
  "ru-moscow-1",
];
/** Tasks move on between calls too, so that no call has to catch up on minutes of them. */
const SETTLE_EVERY_MS = 500;

/** The IoTDA platform for demo, tests and benchmarks, in this process. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { projectId, accessKey, secretKey, regions = REGIONS, idleLatencyMs = 0, dataDir, seed } = options;
  const faults = new FaultList(seed);
  const permissions = new Permissions();
  const calls = new CallLog();
  let world = new World(options);
  let saved: SavedState | undefined;
  let server: Server | undefined;
  let release = async () => {};
  let timer: NodeJS.Timeout | undefined;

  const record = (command: Command) => saved?.append(command);
  const execute = (command: Command) => {
    record(command);
    world.apply(command);
  };
  const platform = {
    get world() {
      return world;
    },
    record,
  };
  const routes = permissions.guard(platformRoutes(platform));
  const account = { projectId, accessKey, secretKey, regions };
  const { naAppId = SANDBOX.naAppId, naSecret = SANDBOX.naSecret } = options;
  const throttle = new CallThrottle();
  const na = { app: { appId: naAppId, secret: naSecret }, throttle, platform };

  const remember = async (folder: string) => {
    ({ release } = await lockDataDir(folder));
    saved = new SavedState(folder, world, { fleet: options.fleet, seed });
    if (world.clock.speed !== options.speed) simulator.setSpeed(options.speed);
  };
  const tick = () => {
    world.settle();
    saved?.fold();
  };
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const steering = request.url?.startsWith(STEERING_PREFIX);
    const { clock, tokens, modes } = world;
    const front = { account, clock, tokens, modes, routes, na, faults, calls, idleLatencyMs };
    const served = steering
      ? serveSteering(simulator, request, response)
      : serveCall(front, request, response);
    served.catch(() => request.socket.destroy());
  };

  const simulator: Simulator = {
    async listen(port = 0, host = "127.0.0.1") {
      try {
        if (dataDir) await remember(dataDir);
        server = openServer(options.tls, serve);
        const address = await listening(server, port, host);
        timer = setInterval(tick, SETTLE_EVERY_MS).unref();
        return { port: address.port, url: `${options.tls ? "https" : "http"}://${host}:${address.port}` };
      } catch (error) {
        await simulator.close();
        throw error;
      }
    },
    async close() {
      clearInterval(timer);
      const closing = server;
      server = undefined;
      if (closing?.listening) await closed(closing);
      world.settle();
      saved?.close();
      saved = undefined;
      await release();
      release = async () => {};
    },
    state() {
      const at = world.settle();
      const tasks = world.engine.list();
      const legacy = world.legacy.list();
      const { fleet } = world;
      return {
        wallTime: new Date(world.clock.wallNow()).toISOString(),
        platformTime: new Date(at).toISOString(),
        skewMs: world.clock.skewMs,
        speed: world.clock.speed,
        fleet: {
          kind: options.fleet,
          seed,
          devices: fleet.size,
          groups: fleet.groups.length,
          steered: fleet.steered,
        },
        tasks: { total: tasks.length, unfinished: tasks.filter((task) => !isFinal(task.status)).length },
        legacyTasks: { total: legacy.length, unfinished: legacy.filter(isUnfinished).length },
        faults: faults.list(),
        strict: world.modes.list(),
        denied: permissions.list(),
        calls: calls.list().length,
        memoryBytes: process.memoryUsage.rss(),
      };
    },
    setSpeed: (speed) => execute({ kind: "speed", at: world.settle(), speed }),
    setMode: (strict) => execute({ kind: "mode", at: world.settle(), strict }),
    advanceClock(ms) {
      execute({ kind: "advance", at: world.settle(), ms });
      world.settle();
    },
    setSkew(ms) {
      world.clock.skewMs = ms;
    },
    denyActions: (actions) => permissions.deny(actions),
    setDevices(devices) {
      for (const order of devices) {
        if (world.fleet.find(order.deviceId) < 0 && !findProduct(productIdOf(order)))
          throw new Error(`${order.deviceId}: no such device and no such product`);
      }
      execute({ kind: "devices", at: world.settle(), devices });
    },
    removeGroup(groupId) {
      const known = world.fleet.groups.some((group) => group.groupId === groupId);
      if (!known) throw new Error(`no group ${groupId}`);
      execute({ kind: "remove-group", at: world.settle(), groupId });
    },
    stageTask: (task) => stageTask(platform, task),
    removeTask: (taskId) => removeTask(platform, taskId),
    turnSubtasks: (turn) => turnSubtasks(platform, turn),
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    limitNaCalls: (callsPerMinute) => throttle.limit(callsPerMinute),
    expireTokens: (tokens, refuser) =>
      execute({ kind: "expire-tokens", at: world.settle(), tokens, refuser }),
    calls: () => calls.list(),
    clearCalls: () => calls.clear(),
    reset() {
      faults.clear();
      permissions.deny([]);
      calls.clear();
      throttle.reset();
      world = new World(options);
      saved?.restart(world);
    },
  };
  return simulator;
}
