import { expect } from "@playwright/test";
import { none, off } from "./action-table";
import { until } from "./action-tasks";
import { ApiClient, uniqueName } from "./api";
import { everything, final, likeCommand, likeUpgrade, type OffJourney, type Scene } from "./off-journey";
import { consoleUrl } from "./stage";
import { addViewer, moveTask } from "./stage-database";

/** What stands between the reader and the platform. */
export const offByPlace: readonly OffJourney[] = [
  { title: "a frozen view", shows: ["frozen"], rows: likeUpgrade, play: openFrozen },
  { title: "in a frame", shows: ["outside_frames"], rows: likeUpgrade, play: openInFrame },
  {
    ...{ title: "a connection set to read only, then archived", rows: likeUpgrade, play: closeConnection },
    shows: ["read_only", "archived"],
  },
  { title: "somebody who may only look", shows: ["no_permission"], rows: likeUpgrade, play: comeAsViewer },
  { title: "the legacy API", shows: ["not_in_legacy_api"], rows: likeCommand, play: openLegacy },
];

const headers = { origin: consoleUrl };
/** Of the vendor, given out to nobody: nothing is ever sent there. */
const host = "muster-acts.st1.iotda-app.cn-north-4.myhuaweicloud.com";

async function openFrozen({ view, api, taskOf }: Scene): Promise<void> {
  for (const name of ["waiting", "command"] as const) {
    const { taskId } = taskOf(name);
    await until(api, taskId, {});
    const answer = await api.post(`/tasks/${taskId}/freezes`, undefined);
    expect(answer.status(), await answer.text()).toBe(201);
    await view.page.goto(`/c/sandbox/tasks/${taskId}?asof=${(await answer.json()).key}`);
    const shown = name === "waiting" ? (["retry", "stop", "confirm"] as const) : (["rerun"] as const);
    for (const act of shown) await view.expectOffer(view.button(act), off("frozen"));
    await expect(view.header.getByRole("button", { name: "More actions" })).toHaveCount(0);
  }
  await view.page.getByRole("link", { name: "Open the live view" }).click();
  await expect(view.header.getByRole("button", { name: "More actions" })).toBeVisible();
}

async function openInFrame({ view, api, taskOf }: Scene): Promise<void> {
  const { taskId } = taskOf("ended");
  await until(api, taskId, final);
  await view.page.goto(`/embed/c/sandbox/tasks/${taskId}`);
  const answers = await view.page.evaluate(async (path) => {
    const framed = { headers: { "x-muster-context": "embed" } };
    const task = await (await fetch(path, framed)).json();
    return [task.capabilities, (await fetch(path, { ...framed, method: "DELETE" })).status];
  }, `/api/v1/connections/sandbox/tasks/${taskId}`);
  const reason = { allowed: false, reason: "outside_frames" };
  expect(answers).toEqual([expect.objectContaining({ rerun: reason, delete: reason }), 403]);
  view.said.add("outside_frames");
  await view.openMenu();
  for (const act of ["rerun", "delete"] as const) {
    await expect(view.entry(act)).toContainText("Opens in a new tab");
  }
  const [tab] = await Promise.all([view.page.waitForEvent("popup"), view.entry("delete").click()]);
  await expect(tab.locator("dialog.dlg").getByRole("heading")).toContainText("Delete the record of");
  await tab.close();
}

async function closeConnection({ view, api: ofSandbox, taskOf }: Scene): Promise<void> {
  const task = taskOf("moved");
  await until(ofSandbox, task.taskId, final);
  const slug = uniqueName("zone").replace("_", "-");
  const connection = {
    ...{ kind: "v5", name: `Zone ${slug}`, endpoint: `https://${host}`, projectId: "1f".repeat(16) },
    ...{ accessKey: "HPUA4ZQ7WX2M9T1KEXMP", secretKey: "of nobody", readOnly: true },
  };
  const { request } = view.page;
  const added = await request.post("/api/v1/connections", { headers, data: { ...connection, slug } });
  expect(added.status(), await added.text()).toBe(201);
  await moveTask(task.taskId, slug);
  const api = new ApiClient(request, slug);
  await view.open(slug, task);
  await view.expectOffers({ ...everything("read_only"), confirm: none("read_only") }, api);
  const archived = await request.delete(`/api/v1/connections/${slug}`, { headers });
  expect(archived.status(), await archived.text()).toBe(204);
  await view.open(slug, task);
  await view.expectOffers({ ...everything("archived"), confirm: none("archived") }, api);
}

async function comeAsViewer({ view, taskOf }: Scene): Promise<void> {
  const { page } = view;
  await page.context().clearCookies();
  const signedIn = await page.request.post("/api/auth/sign-in/email", { data: await addViewer() });
  expect(signedIn.status(), await signedIn.text()).toBe(200);
  const task = taskOf("waiting");
  await view.open("sandbox", task);
  await view.expectOffers(everything("no_permission"));
  const path = `/api/v1/connections/sandbox/tasks/${task.taskId}`;
  for (const act of ["retry", "stop", "confirm", "rerun"]) {
    expect((await page.request.post(`${path}/${act}`, { headers, data: {} })).status(), act).toBe(403);
  }
  expect((await page.request.delete(path, { headers })).status()).toBe(403);
}

async function openLegacy({ view, request, taskOf }: Scene): Promise<void> {
  const api = new ApiClient(request, "sandbox-na");
  const task = taskOf("legacy");
  await until(api, task.taskId, final);
  await view.open("sandbox-na", task);
  const never = none("not_in_legacy_api");
  const offers = { retry: never, stop: never, confirm: never, delete: off("not_in_legacy_api") };
  await view.expectOffers({ ...offers, rerun: "yes" }, api);
}
