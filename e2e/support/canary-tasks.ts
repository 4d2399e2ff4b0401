import { expect } from "@playwright/test";
import { causeOf } from "@/lib/domain/failure-cause";
import { DEFAULT_APP_ID } from "@/simulator/fleet/catalogue";
import type { CanaryCage } from "./canary-cage";
import type { Stop } from "./canary-pages";
import type { CanaryPlatforms } from "./canary-platform";
import type { CanaryScript } from "./canary-script";
import type { CanaryVisitor } from "./canary-visitor";
import { fleet, waterMeters } from "./stage";

interface Scripts {
  /** The v5 connection of the environment, and the legacy one. */
  given: CanaryScript;
  legacy: CanaryScript;
}

const newDevice = `${fleet.product}_canary`;

/** Creates, watches and retries tasks until all is read; answers what there is to see now. */
export async function runTasks(
  { given, legacy }: Scripts,
  platforms: CanaryPlatforms,
  cage: CanaryCage,
): Promise<Stop[]> {
  const [failing = "", fine = ""] = waterMeters(60_001, 2);
  const errorMessage = "Connection lost during downloading process";
  platforms.given.setDevices([
    { deviceId: failing, online: true, outcome: "fail", failTimes: 1, errorMessage, durationMs: 1_000 },
    { deviceId: fine, online: true, outcome: "success", durationMs: 1_000 },
  ]);
  const upgrade = await given.task(given.createUpgrade("canary_upgrade", 60_001));
  const command = await legacy.task(legacy.createCommand("canary_command", 60_011));
  const registration = await registerDevices(given, platforms, cage);
  await settle(platforms, async () => {
    expect((await given.show(upgrade)).progress).toMatchObject({ success: 1, fail: 1 });
    expect((await given.show(registration)).snapshot).toMatchObject({ final: true });
    expect((await legacy.show(command)).progress.total).toBe(2);
  });
  const retried = await given.post(`/tasks/${upgrade}/retry`, { targets: [failing] });
  expect(retried.status, retried.text).toBe(202);
  const { id } = JSON.parse(retried.text);
  await settle(platforms, async () => {
    expect((await given.show(upgrade)).snapshot.final).toBe(true);
    expect(JSON.parse((await given.get(`/operations/${id}`)).text)).toMatchObject({ state: "done" });
  });
  const frozen = await given.post(`/tasks/${upgrade}/freezes`, undefined);
  expect(frozen.status, frozen.text).toBe(201);
  const chosen = await given.post(`/tasks/${upgrade}/selections`, { targets: [failing] });
  expect(chosen.status, chosen.text).toBe(201);
  return [
    {
      ...{
        connection: given.connection,
        taskId: upgrade,
        operationId: id,
        target: failing,
        deviceId: failing,
      },
      ...{ cause: causeOf(null, errorMessage), key: JSON.parse(frozen.text).key },
      selection: JSON.parse(chosen.text).id,
    },
    { connection: given.connection, taskId: registration, operationId: id, target: newDevice },
    { connection: legacy.connection, taskId: command },
  ];
}

/** The platform tells each new device's secret in the results; what is shown of them is masked. */
async function registerDevices(
  script: CanaryScript,
  platforms: CanaryPlatforms,
  cage: CanaryCage,
): Promise<string> {
  const secret = cage.plant("secret of a new device");
  const fileId = await platforms.uploadDevices([
    ["product_id", "node_id", "secret", "gateway_id"],
    [fleet.product, "canary", secret, ""],
    [fleet.product, "orphan", secret, "nobody"],
  ]);
  const taskId = await script.task(script.createDevices("canary_devices", fileId, DEFAULT_APP_ID));
  await settle(platforms, async () => {
    const { text } = await script.get(`/tasks/${taskId}/subtasks`);
    expect(text).toContain(newDevice);
    expect(text).toContain("********");
  });
  const told = platforms.wires.plain.calls.filter(({ answer }) => answer.includes(secret));
  expect(told.length).toBeGreaterThan(0);
  cage.prove("secret of a new device");
  return taskId;
}

/** The one answer that may hold it; from here on it is known that it is kept somewhere, and can be opened. */
export async function revealDevice(
  person: CanaryVisitor,
  cage: CanaryCage,
  stops: readonly Stop[],
): Promise<void> {
  const { connection, taskId } = stops.find(({ target }) => target === newDevice) ?? {};
  const row = `/api/v1/connections/${connection}/tasks/${taskId}/subtasks/${newDevice}`;
  const { status, text } = await person.post(`${row}/reveal`, undefined);
  expect(status, text).toBe(200);
  expect(text).toContain(cage.valueOf("secret of a new device"));
  expect((await person.get(`${row}/history`)).text).toContain('"mayReveal":true');
}

/** Minutes of the platform pass until it is so. */
async function settle(platforms: CanaryPlatforms, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    platforms.given.advanceClock(30_000);
    await check();
  }).toPass({ timeout: 60_000, intervals: [300] });
}
