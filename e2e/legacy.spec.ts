import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

const connection = "sandbox-na";
const command = {
  type: "DeviceCmd",
  timeoutMinutes: 10,
  document: { serviceId: "WaterMeter", method: "SET_VALVE", paras: { value: 1 } },
};

/** Every way of the legacy API to choose devices (sheet §13.4), and how many the fleet has of them at least. */
const ways = [
  { least: 3, targets: { kind: "list", ids: waterMeters(44_001, 3) } },
  { least: 50, targets: { kind: "groups", groupIds: [fleet.canaryGroup.id] } },
  { least: 50, targets: { kind: "groupNames", names: [fleet.canaryGroup.name] } },
  {
    least: 48_000,
    targets: {
      kind: "deviceType",
      deviceType: "WaterMeter",
      manufacturerId: "Muster Works",
      model: "WM-300",
    },
  },
  { least: 1_000, targets: { kind: "area", deviceLocation: "Old Town" } },
  { least: 120_000, targets: { kind: "broadcast" } },
];

test("a legacy command goes to devices chosen in every way, through the API", async ({ request }) => {
  test.setTimeout(180_000);
  const api = new ApiClient(request, connection);
  const made: { taskId: string; least: number }[] = [];
  for (const { targets, least } of ways) {
    const name = uniqueName(`legacy_${targets.kind}`);
    const answer = await api.post("/tasks", { ...command, name, targets });
    expect(answer.status(), await answer.text()).toBe(201);
    const task = await answer.json();
    expect(task).toMatchObject({
      name,
      type: "DeviceCmd",
      timeoutMinutes: 10,
      targets: { kind: targets.kind },
    });
    const off = { allowed: false, reason: "not_in_legacy_api" };
    expect(task.capabilities).toMatchObject({ retry: off, stop: off, confirm: off, delete: off });
    made.push({ taskId: task.taskId, least });
  }
  for (const { taskId, least } of made) {
    await expect(async () => {
      expect((await api.task(taskId)).progress.total).toBeGreaterThanOrEqual(least);
    }).toPass({ timeout: 60_000 });
  }

  const [first] = made;
  const again = { ...command, name: (await api.task(first?.taskId ?? "")).name, targets: ways[0]?.targets };
  const refused = await api.post("/tasks", again);
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({
    code: "upstream_rejected",
    upstream: { status: 200, errorCode: "105002" },
  });
});

test("a legacy task is opened by its id and watched by status, device and command", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const api = new ApiClient(request, connection);
  const devices = waterMeters(44_101, 12);
  // Whatever was sent to everybody before: these two fail every time.
  await sandbox.orderDevices(
    devices.map((deviceId, index) => ({
      ...{ deviceId, online: true, durationMs: 5_000, outcome: index < 2 ? "fail" : "success" },
      ...(index < 2 ? { errorMessage: "The device did not take the command" } : {}),
    })),
  );
  const name = uniqueName("legacy_watch");
  const answer = await api.post("/tasks", { ...command, name, targets: { kind: "list", ids: devices } });
  const { taskId } = await answer.json();
  await expect(async () => {
    await sandbox.advance(30_000);
    expect(await api.task(taskId)).toMatchObject({
      progress: { total: 12, success: 10, fail: 2 },
      snapshot: { subtasksComplete: true },
    });
  }).toPass({ timeout: 60_000, intervals: [1_000] });

  await page.goto(`/c/${connection}/tasks`);
  await expect(page.getByText("A legacy connection has no list of tasks")).toBeVisible();
  await expect(page.getByText("SANDBOX").first()).toBeVisible();
  await page.getByLabel("Open a task by ID").fill(taskId);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await expect(page.getByRole("tab", { name: /^Failed/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("row", { name: new RegExp(devices[0]?.slice(-10) ?? "") })).toBeVisible();
  await page.getByRole("tab", { name: /^Succeeded/ }).click();
  await expect(page.getByRole("row", { name: new RegExp(devices[11]?.slice(-10) ?? "") })).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(devices[0]?.slice(-10) ?? "") })).toBeHidden();

  await page.getByRole("tab", { name: /^All/ }).click();
  await page.getByRole("searchbox", { name: "Device ID" }).fill(devices[5]?.slice(-10) ?? "");
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("tabpanel").locator("tbody tr")).toHaveCount(1);
  await page.getByRole("searchbox", { name: "Device ID" }).fill("");
  const rows = await (await api.get(`/tasks/${taskId}/subtasks?limit=50`)).json();
  const wanted = rows.items[7];
  await page.getByRole("searchbox", { name: "Command ID" }).fill(wanted.commandId);
  await expect(page).toHaveURL(/command=/);
  await expect(page.getByRole("tabpanel").locator("tbody tr")).toHaveCount(1);
  await expect(page.getByRole("row", { name: new RegExp(wanted.target.slice(-10)) })).toBeVisible();

  await page.getByRole("button", { name: "Definition" }).click();
  await expect(page.getByText("SET_VALVE")).toBeVisible();
  await expect(page.getByText("10 minutes")).toBeVisible();
  await expect(page.getByText(/It cannot list, stop, confirm, retry or delete/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Retry/ })).toHaveCount(0);
});
