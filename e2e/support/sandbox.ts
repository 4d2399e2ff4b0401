import { expect } from "@playwright/test";
import { simulatorUrl } from "./stage";

interface DeviceOrder {
  deviceId: string;
  /** Of a device the fleet does not have yet. */
  productId?: string;
  frozen?: boolean;
  online?: boolean;
  outcome?: string;
  errorCode?: string;
  errorMessage?: string;
  failTimes?: number;
  durationMs?: number;
}

export interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  status: number;
  /** Kind of the fault that struck it. */
  fault?: string;
  /** Of a write, unless it is long. */
  body?: Record<string, unknown>;
  /** Of an upload. */
  file?: { id: string; name: string; bytes: number; sha256: string };
}

/** An upgrade of these takes 20 s of the platform's time; those named, new ones, fail their first try of anything. */
export function orderUpgrade(devices: readonly string[], failing: readonly string[]): Promise<Response> {
  return sandbox.orderDevices(
    devices.map((deviceId) => ({
      deviceId,
      online: true,
      durationMs: 20_000,
      ...(failing.includes(deviceId)
        ? { outcome: "fail", failTimes: 1, errorMessage: "Connection lost during downloading process" }
        : { outcome: "success" }),
    })),
  );
}

/** Steers the platform behind the console: the devices' behaviour, its faults and its clock. */
export const sandbox = {
  orderDevices: (devices: DeviceOrder[]) => post("/devices", { devices }),
  /** Moves the platform's clock, so that minutes of an upgrade pass at once. */
  advance: (milliseconds: number) => post("/clock", { advanceMs: milliseconds }),
  /** How many times faster than the clock devices live and tasks move; the stage begins with 20. */
  setSpeed: (speed: number) => post("/speed", { speed }),
  /** Puts a task on as others made it, its devices none of the fleet; answers its id. */
  stageTask: async (order: Record<string, unknown>): Promise<string> => {
    return (await (await post("/tasks", order)).json()).taskId;
  },
  setFault: (fault: Record<string, unknown>) => post("/faults", fault),
  clearFaults: () => send("DELETE", "/faults"),
  calls: async (): Promise<Call[]> => {
    const answer = await (await send("GET", "/calls")).json();
    return answer.calls;
  },
  /** Takes a task off the platform, whatever it is doing. */
  removeTask: (taskId: string) => post("/tasks/remove", { taskId }),
  clearCalls: () => send("DELETE", "/calls"),
};

function post(path: string, body: unknown): Promise<Response> {
  return send("POST", path, body);
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`${simulatorUrl}/_simulator${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  expect(response.ok, `${method} ${path} of the simulator answered ${response.status}`).toBe(true);
  return response;
}
