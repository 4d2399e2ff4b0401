import { expect, test } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { waterMeters } from "./support/stage";

test("30,000 devices: every one exactly once, page by page to the end", async ({ request }) => {
  test.setTimeout(240_000);
  const api = new ApiClient(request);
  const devices = waterMeters(1, 30_000);
  const taskId = await api.createUpgrade(uniqueName("all_meters"), devices);

  await expect(async () => {
    const { snapshot } = await api.task(taskId);
    expect(snapshot.subtasksRead).toBe(30_000);
  }).toPass({ timeout: 200_000, intervals: [2_000] });

  const reads = (await sandbox.calls()).filter((call) => call.path.endsWith(taskId));
  expect(reads.length).toBeGreaterThanOrEqual(600);
  expect(reads.filter((call) => call.status !== 200)).toEqual([]);
  expect(reads.filter(({ query }) => Number(query.limit) > 50 || Number(query.offset ?? 0) > 500)).toEqual(
    [],
  );

  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const page = await (await api.get(`/tasks/${taskId}/subtasks?limit=200${query}`)).json();
    expect(page.page.total).toBe(30_000);
    seen.push(...page.items.map((row: { target: string }) => row.target));
    cursor = page.page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(30_000);
  expect(new Set(seen)).toEqual(new Set(devices));

  const last = await (await api.get(`/tasks/${taskId}/subtasks?limit=50&page=600`)).json();
  expect(last.items.map((row: { target: string }) => row.target)).toEqual(seen.slice(-50));
  const beyond = await (await api.get(`/tasks/${taskId}/subtasks?limit=50&page=601`)).json();
  expect(beyond).toMatchObject({ items: [], page: { total: 30_000 } });
});
