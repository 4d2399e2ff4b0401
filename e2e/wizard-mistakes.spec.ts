import type { Locator, Page } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { fleet, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";
import { Wizard } from "./support/wizard";

const day = 86_400_000;
const documents = { createCommands: JSON.stringify({ paras: {} }) };
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

test("what is wrong is listed, and each line leads to its field", async ({ page }) => {
  const wizard = new Wizard(page);
  const goOn = page.getByRole("button", { name: "Continue", exact: true });
  const summary = page.getByRole("alert", { name: /to fix/ });
  await wizard.openNew();
  await goOn.click();
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: "Choose what kind of task it is." }).click();
  await expect(page.locator("#w-type")).toBeFocused();

  await wizard.chooseType("Message", "not a name!");
  await goOn.click();
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: /^Name: Use only/ }).click();
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toHaveAccessibleDescription(/Use only/);
  await name.fill(uniqueName("mended"));
  await wizard.goOn("Targets");

  await wizard.typeIds(waterMeters(46_301, 2));
  await wizard.goOn("Parameters");
  await wizard.writeJson({ message: "hello", ttl: 7, topic: "" });
  await wizard.editAs("Form");
  await goOn.click();
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveText([/^Topic suffix: /, /^Time it is kept: /]);
  await summary.getByRole("link", { name: "Time it is kept: Enter a multiple of 5." }).click();
  await expect(page.getByLabel("Keep it for, in minutes")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("10");
  await summary.getByRole("link", { name: /^Topic suffix: / }).click();
  await expect(page.getByRole("textbox", { name: "Suffix", exact: true })).toBeFocused();
});

test("a start in the past is caught in the form and by the API, at the same place", async ({
  page,
  request,
}) => {
  const name = uniqueName("yesterday");
  const ids = waterMeters(46_311, 2);
  const wizard = new Wizard(page);
  const draft = { name, type: "createCommands", ids };
  await wizard.open(await wizard.putDraft({ ...draft, content: { documents } }), "Policy");
  await page.getByRole("radio", { name: /^At a set time/ }).check();
  await page.getByLabel("Date").fill(dateOf(Date.now() - day));
  await page.getByLabel("Time", { exact: true }).fill("12:00");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  const link = page
    .getByRole("alert", { name: /to fix/ })
    .getByRole("link", { name: "Start time: This time has passed. Choose a later one." });
  const answer = await new ApiClient(request).post("/tasks", {
    ...{ name, type: "createCommands", targets: { kind: "list", ids }, document: { paras: {} } },
    policy: { scheduleTime: new Date(Date.now() - day).toISOString() },
  });
  expect(answer.status()).toBe(400);
  const { invalidParams } = await answer.json();
  expect(invalidParams).toEqual([{ path: "policy.scheduleTime", message: "is in the past" }]);
  await expect(link).toHaveAttribute("href", `#w-${invalidParams[0].path}`);
  await link.click();
  await expect(page.getByLabel("Date")).toBeFocused();
});

test.describe("a browser whose clock is days behind", () => {
  test.use({ expectedErrors: [/status of 400/] });

  test("takes a start that has passed: the server refuses it and leads to the field", async ({ page }) => {
    await page.clock.setSystemTime(Date.now() - 3 * day);
    const wizard = new Wizard(page);
    const id = await wizard.putDraft({
      ...{ name: uniqueName("behind"), type: "createCommands", ids: waterMeters(46_321, 2) },
      content: { documents, start: "set", date: dateOf(Date.now() - day), time: "12:00", timeZone: "UTC" },
    });
    await wizard.open(id, "Review");
    await wizard.sendButton("Send to 2 devices").click();
    const refusal = page.getByRole("alert").filter({ hasText: "The task was not created" });
    await expect(refusal).toContainText("Start time: is in the past");
    await refusal.getByRole("link", { name: "Start time" }).click();
    await wizard.expectStep("Policy");
    await expect(page.getByLabel("Time", { exact: true })).toHaveValue("12:00");
  });
});

test("a task is written and sent by the keyboard alone", async ({ page }) => {
  test.setTimeout(90_000);
  const name = uniqueName("keys");
  const devices = waterMeters(46_331, 3);
  const wizard = new Wizard(page);
  const press = (key: string) => page.keyboard.press(key);
  const write = async (field: Locator, text: string) => {
    await tabTo(page, field);
    await press("ControlOrMeta+a");
    await page.keyboard.insertText(text);
  };
  const goOn = async (next: Parameters<Wizard["goOn"]>[0]) => {
    await tabTo(page, page.getByRole("button", { name: "Continue", exact: true }));
    await press("Enter");
    await wizard.expectStep(next);
    await expect(page.getByRole("heading", { name: "New task", level: 1 })).toBeFocused();
  };
  await wizard.openNew();
  await tabTo(page, page.getByRole("radio", { name: /^Firmware upgrade/ }));
  await press("Space");
  await press("ArrowRight");
  await press("ArrowLeft");
  await write(page.getByLabel("Name", { exact: true }), name);
  await goOn("Targets");
  await write(wizard.idsBox, devices.join("\n"));
  await expect(page.getByText("3 usable")).toBeVisible();
  await goOn("Parameters");
  const packages = page.getByRole("group", { name: "Which package?" }).getByRole("radio");
  const wanted = page.getByRole("radio", { name: fleet.firmwareVersion });
  await expect(wanted).toBeVisible();
  await tabTo(page, packages.first());
  await press("Space");
  for (let at = await packages.count(); at > 0 && !(await wanted.isChecked()); at -= 1)
    await press("ArrowDown");
  await expect(wanted).toBeChecked();
  await goOn("Policy");
  await tabTo(page, page.getByRole("switch"));
  await press("Space");
  await tabTo(page, page.getByRole("spinbutton", { name: "Times" }));
  await press("ArrowUp");
  await write(page.getByLabel("Minutes between"), "5");
  await goOn("Review");
  await write(page.getByLabel("Reason", { exact: true }), "Keys only");
  await write(page.getByLabel(/^Type .+ to confirm$/), "upgrade 3");
  await tabTo(page, wizard.sendButton("Upgrade 3 devices"));
  await press("Enter");
  await wizard.outcome();
  await expect(page.getByRole("button", { name: `Take back ${name}` })).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Taken back" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Back to the draft" })).toBeFocused();
});

/** Presses Tab until the control has the focus, as often as it may take on a page. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(control).toBeFocused();
}
