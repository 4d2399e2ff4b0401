import { expect, type Locator, type Page } from "@playwright/test";
import { type Act, acts, type Offers, reasonWords, type TypeRow } from "./action-table";
import type { ApiClient } from "./api";

const buttons = {
  retry: "Retry failed",
  stop: "Stop",
  confirm: "Confirm waiting",
  rerun: /^Re-run( \d+)? failed as new task$/,
  delete: "Delete task record",
} satisfies Record<Act, string | RegExp>;

export const devices = (count: number) => (count === 1 ? "1 device" : `${count} devices`);

/** The page of one task, as somebody uses it who has come to do something. */
export class ActionPage {
  /** Reasons that stood beside a button, or that the API gave where there is none. */
  readonly said = new Set<string>();

  constructor(
    readonly page: Page,
    private readonly row: Pick<TypeRow, "rerunIn" | "strict">,
  ) {}

  /** Name, status and buttons of the task. */
  get header(): Locator {
    return this.page.locator(".trow");
  }

  get dialog(): Locator {
    return this.page.locator("dialog.dlg");
  }

  heading(name: string | RegExp): Locator {
    return this.dialog.getByRole("heading", { name });
  }

  async open(connection: string, { taskId, name }: { taskId: string; name: string }): Promise<void> {
    await this.page.goto(`/c/${connection}/tasks/${taskId}`);
    await expect(this.page.getByRole("heading", { name, level: 1 })).toBeVisible();
  }

  button(act: Act): Locator {
    const exact = typeof buttons[act] === "string";
    return this.header.getByRole("button", { name: buttons[act], exact });
  }

  entry(act: "rerun" | "delete"): Locator {
    const words = act === "rerun" ? "Re-run failed as new task" : buttons.delete;
    return this.page.getByRole("menuitem", { name: words });
  }

  async openMenu(): Promise<void> {
    await this.header.getByRole("button", { name: "More actions" }).click();
    await expect(this.page.getByRole("menu", { name: "More actions" })).toBeVisible();
  }

  /**
   * Each act is offered, off or not there, as it should be; with an `api`, what cannot be done is refused there too, in
   * the same words.
   */
  async expectOffers(offers: Offers, api: ApiClient | null = null): Promise<void> {
    const taskId = new URL(this.page.url()).pathname.split("/").pop() ?? "";
    for (const act of acts) if (!this.isInMenu(act)) await this.expectOffer(this.button(act), offers[act]);
    await this.openMenu();
    for (const act of ["rerun", "delete"] as const) {
      if (this.isInMenu(act)) await this.expectOffer(this.entry(act), offers[act]);
    }
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toHaveCount(0);
    for (const act of acts) {
      const offer = offers[act];
      if (offer === "yes" || api === null) continue;
      const reason = "off" in offer ? offer.off : offer.none;
      await expectRefused(api, taskId, act, reason);
      this.said.add(reason);
    }
  }

  async expectOffer(control: Locator, offer: Offers[Act]): Promise<void> {
    if (offer === "yes") return expectOn(control);
    if ("none" in offer) return expect(control).toHaveCount(0);
    await expectOff(control, [reasonWords[offer.off], offer.instead].filter(Boolean).join(" "));
    this.said.add(offer.off);
  }

  /** Presses a button below what a dialog says; its head has a Close of its own. */
  async press(name: string | RegExp): Promise<void> {
    await this.dialog.locator("footer").getByRole("button", { name }).click();
  }

  async retryFailed(count: number): Promise<void> {
    await this.button("retry").click();
    await this.press(`Retry ${devices(count)}`);
  }

  async stopAll(count: number): Promise<void> {
    await this.button("stop").click();
    await this.press(`Stop ${devices(count)}`);
  }

  /** The next so many, a share of those that wait, or all. */
  async confirmWave(count: number, how: { next: number } | { percent: number } | "all"): Promise<void> {
    await this.button("confirm").click();
    if (how === "all") await this.dialog.getByRole("radio", { name: /^All that wait/ }).check();
    else {
      if ("percent" in how) await this.dialog.getByRole("radio", { name: /^A share of those/ }).check();
      const size = "percent" in how ? how.percent : how.next;
      await this.dialog.getByRole("spinbutton").fill(String(size));
    }
    await this.press(`Let ${devices(count)} start`);
  }

  async rerun(count: number): Promise<void> {
    if (this.isInMenu("rerun")) {
      await this.openMenu();
      await this.entry("rerun").click();
    } else await this.button("rerun").click();
    const send = this.dialog.getByRole("button", { name: `Re-run ${devices(count)} as a new task` });
    await expect(send).toBeVisible();
    if (this.row.strict) await this.mean(send, "A journey", `rerun ${count}`);
    await send.click();
  }

  async deleteRecord(count: number, reason = "A journey"): Promise<void> {
    await this.openMenu();
    await this.entry("delete").click();
    const send = this.dialog.getByRole("button", { name: `Delete the record of ${devices(count)}` });
    await this.mean(send, reason, ` DELETE ${count} `);
    await send.click();
  }

  /** What cannot be undone is given a reason, and typed. */
  private async mean(send: Locator, reason: string, words: string): Promise<void> {
    await expectOff(send, "Say why first.");
    await this.dialog.getByLabel("Reason", { exact: true }).fill(reason);
    await this.dialog.getByLabel(/^Type .+ to confirm$/).fill(words);
  }

  /** It is held, and goes on without this page. */
  async leaveHeld(): Promise<void> {
    await expect(this.dialog.getByText(/^Sends in \d+ s$/)).toBeVisible();
    await this.press("Go on in background");
    await expect(this.dialog).toHaveCount(0);
  }

  async expectAccepted(act: "Retry" | "Stop" | "Confirmation"): Promise<void> {
    await expect(this.heading(`${act} accepted`)).toBeVisible({ timeout: 30_000 });
    await this.press("Close");
    await expect(this.dialog).toHaveCount(0);
  }

  private isInMenu(act: Act): boolean {
    return act === "delete" || (act === "rerun" && this.row.rerunIn === "menu");
  }
}

export async function expectOn(control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  await expect(control).not.toHaveAttribute("aria-disabled", "true");
}

/** It is there, can be reached, says why it is off, and does nothing. */
export async function expectOff(control: Locator, words: string): Promise<void> {
  await expect(control).toHaveAttribute("aria-disabled", "true");
  if ((await control.getAttribute("role")) === "menuitem") await expect(control).toContainText(words);
  else await expect(control).toHaveAccessibleDescription(words);
  await control.focus();
  await expect(control).toBeFocused();
  await control.press("Enter");
}

/** The API says no before anything is sent, with the word and the words of the button. */
export async function expectRefused(
  api: ApiClient,
  taskId: string,
  act: Act,
  reason: keyof typeof reasonWords,
): Promise<void> {
  const path = `/tasks/${taskId}`;
  const answer = await (act === "delete" ? api.delete(path) : api.post(`${path}/${act}`, {}));
  expect(answer.status(), `${act} of ${reason}: ${await answer.text()}`).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "conflict", hint: reason, detail: reasonWords[reason] });
}
