import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { type Answer, json, sendAnswer } from "../http/answer";
import { readBody } from "../http/read-body";
import { LIMITS } from "../limits";
import type { Simulator } from "../simulator";
import { FaultBody, PermissionsBody } from "./fault-bodies";
import {
  ClockBody,
  DevicesBody,
  GroupBody,
  ModeBody,
  NaLimitBody,
  SpeedBody,
  TokensBody,
} from "./steering-bodies";
import { StageBody, TaskBody, TurnBody } from "./task-bodies";

export const STEERING_PREFIX = "/_simulator/";

type Steering = Omit<Simulator, "listen" | "close">;
type Action = (simulator: Steering, body: unknown) => unknown;

const ACTIONS: Readonly<Record<string, Action>> = {
  "GET /_simulator/state": (simulator) => simulator.state(),
  "POST /_simulator/speed": (simulator, body) => simulator.setSpeed(SpeedBody.parse(body).speed),
  "POST /_simulator/clock": (simulator, body) => {
    const { advanceMs, skewMs } = ClockBody.parse(body);
    if (advanceMs !== undefined) simulator.advanceClock(advanceMs);
    if (skewMs !== undefined) simulator.setSkew(skewMs);
  },
  "POST /_simulator/mode": (simulator, body) => simulator.setMode(ModeBody.parse(body).strict),
  "POST /_simulator/devices": (simulator, body) => simulator.setDevices(DevicesBody.parse(body)),
  "POST /_simulator/groups/remove": (simulator, body) => simulator.removeGroup(GroupBody.parse(body).groupId),
  "POST /_simulator/tasks": (simulator, body) => ({ taskId: simulator.stageTask(StageBody.parse(body)) }),
  "POST /_simulator/tasks/remove": (simulator, body) => simulator.removeTask(TaskBody.parse(body).taskId),
  "POST /_simulator/tasks/turn": (simulator, body) => simulator.turnSubtasks(TurnBody.parse(body)),
  "POST /_simulator/faults": (simulator, body) => simulator.addFault(FaultBody.parse(body)),
  "DELETE /_simulator/faults": (simulator) => simulator.clearFaults(),
  "POST /_simulator/permissions": (simulator, body) =>
    simulator.denyActions(PermissionsBody.parse(body).deny),
  "POST /_simulator/na-limit": (simulator, body) =>
    simulator.limitNaCalls(NaLimitBody.parse(body).callsPerMinute),
  "POST /_simulator/tokens": (simulator, body) => {
    const { expire, refuser } = TokensBody.parse(body);
    simulator.expireTokens(expire, refuser);
  },
  "GET /_simulator/calls": (simulator) => ({ calls: simulator.calls() }),
  "DELETE /_simulator/calls": (simulator) => simulator.clearCalls(),
  "POST /_simulator/reset": (simulator) => simulator.reset(),
};

/** `/_simulator/…`: steers the simulator, without a signature, for processes on this machine only. */
export async function serveSteering(
  simulator: Steering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await sendAnswer(response, await answer(simulator, request));
}

async function answer(simulator: Steering, request: IncomingMessage): Promise<Answer> {
  const bytes = await readBody(request, LIMITS.bodyBytes);
  if (!isLoopback(request.socket.remoteAddress)) return json(403, { message: "loopback only" });
  // Another name for this machine is a web page's trick to read as if it were at home.
  if (!/^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i.test(request.headers.host ?? ""))
    return json(403, { message: "loopback only" });
  // A web page on this machine's browser is not a process that may steer; it always sends its origin.
  if (request.headers.origin !== undefined) return json(403, { message: "not for browsers" });
  const path = (request.url ?? "").split("?", 1)[0];
  const action = ACTIONS[`${request.method} ${path}`];
  if (!action) return json(404, { message: `no ${request.method} ${path}` });
  try {
    const body: unknown = bytes && bytes.length > 0 ? JSON.parse(bytes.toString("utf8")) : {};
    return json(200, action(simulator, body) ?? {});
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { message: z.prettifyError(error) });
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function isLoopback(address = ""): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
