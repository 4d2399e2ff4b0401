import { ApiClient, uniqueName } from "./support/api";
import { waitForHydration } from "./support/hydration";
import { createsOf } from "./support/sent-tasks";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { stepNames, Wizard } from "./support/wizard";

test.use({ permissions: ["clipboard-write"] });

const command = { service_id: "meter", command_name: "VALVE", paras: { open: 1 } };
const documents = { createCommands: JSON.stringify(command) };
const inThreeDays = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

test("a draft goes on in another browser, with everything in it, and Back loses nothing", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(90_000);
  const name = uniqueName("elsewhere");
  const devices = waterMeters(46_101, 30);
  const here = new Wizard(page);
  await here.keepCopies();
  await here.openNew();
  await here.chooseType("Command, sync", name);
  await here.goOn("Targets");
  await here.typeIds(devices);
  await here.goOn("Parameters");
  await here.writeJson(command);
  await here.goOn("Policy");
  await page.getByRole("radio", { name: /^At a set time/ }).check();
  await page.getByLabel("Date").fill(inThreeDays());
  await page.getByLabel("Time", { exact: true }).fill("03:20");
  await here.goOn("Review");
  await page.getByLabel("Reason, optional").fill("Valves open for the night");
  await here.saved();
  const body = await here.reviewedBody();
  expect(body).toMatchObject({ targets: devices, document: command });

  const state = await context.storageState();
  const other = await browser.newContext({ storageState: state, timezoneId: "Asia/Shanghai" });
  const there = new Wizard(waitForHydration(await other.newPage()));
  await there.keepCopies();
  await there.openNew();
  await there.page.getByRole("region", { name: "Go on with a draft" }).getByRole("link", { name }).click();
  await there.expectStep("Review");
  // The hour was meant where it was written.
  expect(await there.reviewedBody()).toEqual(body);
  await expect(there.page.getByLabel("Reason, optional")).toHaveValue("Valves open for the night");

  await there.page.getByRole("button", { name: "Back to Policy" }).click();
  await expect(there.page.getByLabel("Time", { exact: true })).toHaveValue("03:20");
  await expect(there.page.getByLabel("Time zone")).toHaveValue("UTC");
  const back = there.page.getByRole("button", { name: "Back", exact: true });
  await back.click();
  await there.editAs("JSON");
  expect(JSON.parse(await there.page.getByLabel("Document as JSON").inputValue())).toEqual(command);
  await back.click();
  await expect(there.idsBox).toHaveValue(devices.join("\n"));
  await back.click();
  await expect(there.page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await expect(there.page.getByRole("radio", { name: /^Command, sync/ })).toBeChecked();
  for (const step of stepNames.slice(1)) await there.goOn(step);
  expect(await there.reviewedBody()).toEqual(body);
  await other.close();
});

test.describe("two windows", () => {
  test.use({ expectedErrors: [/status of 409/] });

  test("of one draft: who was second is told, and says which of the two counts", async ({
    page,
    context,
  }) => {
    const name = uniqueName("windows");
    const here = new Wizard(page);
    const there = new Wizard(waitForHydration(await context.newPage()));
    const draft = { name, type: "createCommands", ids: waterMeters(46_141, 2), content: { documents } };
    const id = await here.putDraft(draft);
    const nameHere = page.getByLabel("Name", { exact: true });
    const nameThere = there.page.getByLabel("Name", { exact: true });
    const notice = page.getByRole("alert").filter({ hasText: "Changed in another window" });
    await here.open(id, "Type");
    await there.open(id, "Type");

    await nameThere.fill(`${name}_theirs`);
    await there.saved();
    await nameHere.fill(`${name}_mine`);
    await expect(notice).toBeVisible();
    await notice.getByRole("button", { name: "Load theirs" }).click();
    await expect(nameHere).toHaveValue(`${name}_theirs`);
    await expect(notice).toHaveCount(0);

    await nameThere.fill(`${name}_theirs_again`);
    await expect.poll(() => savedName(here, id)).toBe(`${name}_theirs_again`);
    await nameHere.fill(`${name}_mine`);
    await notice.getByRole("button", { name: "Keep mine" }).click();
    await expect.poll(() => savedName(here, id)).toBe(`${name}_mine`);
    await expect(notice).toHaveCount(0);
    await there.page.reload();
    await expect(nameThere).toHaveValue(`${name}_mine`);
  });
});

async function savedName({ page, connection }: Wizard, id: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/connections/${connection}/drafts/${id}`);
  return (await answer.json()).name;
}

test("every step is an address, and one that is too far ahead leads to what is missing", async ({ page }) => {
  const wizard = new Wizard(page);
  const draft = { name: uniqueName("address"), type: "createCommands", content: { documents } };
  const id = await wizard.putDraft({ ...draft, ids: waterMeters(46_151, 2) });
  for (const step of stepNames) {
    await wizard.open(id, step);
    await expect(page).toHaveTitle(`New task, ${step}, Muster`);
  }
  await page.goBack();
  await wizard.expectStep("Policy");
  const bare = await wizard.putDraft({ ...draft, ids: [] });
  await page.goto(`${wizard.address}?draft=${bare}&step=review`);
  await wizard.expectStep("Targets");
  await expect(page.getByText("Before Review, Targets has to be complete.")).toBeVisible();
});

test("a draft is kept as a template, a task begins with it, and the template is thrown away", async ({
  page,
}) => {
  const name = uniqueName("template");
  const wizard = new Wizard(page);
  await wizard.keepCopies();
  const draft = { name, type: "createCommands", ids: waterMeters(46_161, 2), content: { documents } };
  const id = await wizard.putDraft(draft);
  await wizard.open(id, "Review");
  const body = await wizard.reviewedBody();
  await page.getByRole("button", { name: "Save as template" }).click();
  await expect(page.getByText(`Template ${name} kept`)).toBeVisible();

  await wizard.openNew();
  const templates = page.getByRole("region", { name: "Start from a template" });
  await templates.getByRole("link", { name }).click();
  await expect(page).toHaveURL(/draft=/);
  expect(wizard.draftId).not.toBe(id);
  await wizard.goTo("Review");
  expect(await wizard.reviewedBody()).toEqual(body);

  await wizard.openNew();
  await templates.getByRole("button", { name: `Delete ${name}` }).click();
  await templates.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(templates.getByRole("link", { name })).toHaveCount(0);
});

test("a task is written once more from its page: the same request under another name", async ({
  page,
  request,
}) => {
  const name = uniqueName("cloned");
  const wizard = new Wizard(page);
  await wizard.keepCopies();
  const answer = await new ApiClient(request).post("/tasks", {
    ...{ name, type: "firmwareUpgrade", mode: "GATEWAY", extInfo: { campaign: "north" } },
    targets: { kind: "list", ids: waterMeters(46_171, 12) },
    document: { package_id: fleet.firmwarePackage },
    policy: { retryCount: 2, retryIntervalMinutes: 0 },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const [create] = await createsOf(name);
  await page.goto(`/c/sandbox/tasks/${(await answer.json()).taskId}`);
  await page.getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menuitem", { name: "Clone" }).click();
  await wizard.expectStep("Review");
  const { task_name, ...copied } = await wizard.reviewedBody();
  const { task_name: original, ...received } = create?.body ?? {};
  expect(copied).toEqual(received);
  expect([original, task_name]).toEqual([name, `${name}_copy`]);
});

test("a list too long for one task becomes two drafts, and no device is lost or doubled", async ({
  page,
  context,
}) => {
  test.setTimeout(90_000);
  const name = uniqueName("long_list");
  const devices = waterMeters(1, 30_010);
  const wizard = new Wizard(page);
  await wizard.keepCopies();
  const draft = { name, type: "createCommands", ids: [], content: { documents } };
  await wizard.open(await wizard.putDraft(draft), "Targets");
  await wizard.pasteIds(devices);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("alert", { name: /to fix/ })).toContainText("10 over the limit of one task");
  await page.getByRole("button", { name: "Make 2 tasks" }).click();
  await expect(page.getByText("The rest is in a draft of its own")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("30,000 usable")).toBeVisible();
  const opening = context.waitForEvent("page");
  await page.getByRole("link", { name: `${name}_2` }).click();
  const rest = new Wizard(await opening);
  await expect(rest.idsBox).toHaveValue(devices.slice(30_000).join("\n"), { timeout: 20_000 });
  await wizard.goTo("Type");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`${name}_1`);
  await wizard.goTo("Review");
  const { targets } = await wizard.reviewedBody();
  expect(targets).toEqual(devices.slice(0, 30_000));
});
