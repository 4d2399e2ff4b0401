import { expect } from "@playwright/test";
import { type ApiClient, uniqueName } from "./api";
import { sandbox } from "./sandbox";

const reason = "Not enough storage for the new firmware package";

/** An upgrade of these devices in the sandbox that has ended, the first few of them failed; answers its id and its name. */
export async function makeEndedUpgrade(
  api: ApiClient,
  prefix: string,
  devices: readonly string[],
  failed = 5,
): Promise<{ taskId: string; name: string }> {
  await sandbox.orderDevices(
    devices.map((deviceId, index) => ({
      ...{ deviceId, online: true, durationMs: 5_000 },
      ...(index < failed ? { outcome: "fail", errorMessage: reason } : { outcome: "success" }),
    })),
  );
  const name = uniqueName(prefix);
  const taskId = await api.createUpgrade(name, devices);
  await expect(async () => {
    await sandbox.advance(30_000);
    expect((await api.task(taskId)).snapshot).toMatchObject({ final: true, subtasksComplete: true });
  }).toPass({ timeout: 60_000 });
  return { taskId, name };
}
