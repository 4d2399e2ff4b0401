import type { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { onTestFinished, vi } from "vitest";
import { SANDBOX } from "../../sandbox-defaults";
import type { SimulatorOptions } from "../../simulator";
import { START, startSimulator } from "../start-simulator";
import { derivedCredentials, newBuilder, standardCredentials } from "./iotda-client";

export const REGION = "cn-north-4";

/** Both ways of the SDK to sign, with the name it writes into `Authorization`. */
export const SIGNATURES = [
  ["SDK-HMAC-SHA256", standardCredentials],
  ["V11-HMAC-SHA256", () => derivedCredentials(REGION)],
] as const;

/**
 * A simulator and the SDK on one clock: the SDK reads the process's date, which therefore stands still until
 * `pass(ms)`. `client(credentials)` is an IoTDA client for the sandbox's project.
 */
export async function startOfficial(options: Partial<SimulatorOptions> = {}) {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { simulator, url } = await startSimulator({ now: () => new Date(), ...options });
  const client = (credentials: BasicCredentials) =>
    newBuilder().withCredential(credentials.withProjectId(SANDBOX.projectId)).withEndpoint(url).build();
  const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
  return { simulator, url, client, pass };
}

/** The SDK prints every failed request, `Authorization` included: not into the output of the tests. */
export function silenceSdk(): void {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
}
