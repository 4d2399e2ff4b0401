import { onTestFinished } from "vitest";
import { createSimulator } from "../create-simulator";
import { SANDBOX } from "../sandbox-defaults";
import type { SimulatorOptions } from "../simulator";
import { TestClient } from "./test-client";

/** Where the wall clock of the tests stands at first. */
export const START = Date.UTC(2026, 10, 21, 10, 15);

export type Running = Awaited<ReturnType<typeof startSimulator>>;

/** A simulator on a free port with a clock that only moves by `pass(ms)`; closed when the test ends. */
export async function startSimulator(options: Partial<SimulatorOptions> & { wallTime?: number } = {}) {
  let wall = options.wallTime ?? START;
  const now = () => new Date(wall);
  const { projectId, accessKey, secretKey, seed } = SANDBOX;
  const base = { projectId, accessKey, secretKey, seed, now, speed: 1, fleet: "demo" } as const;
  const simulator = createSimulator({ ...base, ...options });
  const { url } = await simulator.listen();
  onTestFinished(() => simulator.close());
  return {
    simulator,
    url,
    client: new TestClient(url, now),
    now: () => wall,
    pass: (ms: number) => {
      wall += ms;
    },
  };
}

export const METER = "65e1a0c04c3d5e6f70819201";
export const GAS_METER = "65f3b2d14c3d5e6f70819202";
export const GATEWAY = "662ce8044c3d5e6f70819205";
export const SENSOR = "663ffa154c3d5e6f70819206";
export const METER_FIRMWARE = "67a01c084c3d5e6f70819301";
export const METER_SOFTWARE = "67b52d194c3d5e6f70819302";
export const METER_FIRMWARE_NEXT = "6833937f4c3d5e6f70819308";
export const LIGHT_FIRMWARE = "67ca3e2a4c3d5e6f70819303";
export const MODEM = "6809715d4c3d5e6f70819306";
export const HARBOUR = "4e9a26d81c704f5ab3e07d92c6518fb0";

/** Device ids `wm-0000001` .. of the demo fleet. */
export function meters(count: number, first = 1): string[] {
  return Array.from({ length: count }, (_, k) => `${METER}_wm-${String(first + k).padStart(7, "0")}`);
}
