import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { DraftContent } from "@/lib/contracts/drafts";
import { consoleUrl } from "./stage";

export const stepNames = ["Type", "Targets", "Parameters", "Policy", "Review"] as const;
export type StepName = (typeof stepNames)[number];

/** What a send came to: where the wizard led, and the id in that address. */
export interface Outcome {
  kind: "tasks" | "operations";
  id: string;
}

export interface PreparedDraft {
  name: string;
  type: string;
  ids: readonly string[];
  content?: Partial<DraftContent>;
}

/** The wizard as a person uses it: by what its controls are called. */
export class Wizard {
  constructor(
    readonly page: Page,
    readonly connection = "sandbox",
  ) {}

  get address(): string {
    return `/c/${this.connection}/tasks/new`;
  }

  /** As the address says it; there is one as soon as something was saved. */
  get draftId(): string {
    return new URL(this.page.url()).searchParams.get("draft") ?? "";
  }

  async openNew(): Promise<void> {
    await this.page.goto(this.address);
    await this.expectStep("Type");
  }

  async open(draftId: string, step: StepName): Promise<void> {
    await this.page.goto(`${this.address}?draft=${draftId}&step=${step.toLowerCase()}`);
    await this.expectStep(step);
  }

  get steps(): Locator {
    return this.page.getByRole("list", { name: "Steps" });
  }

  async expectStep(step: StepName): Promise<void> {
    await expect(this.steps.locator("[aria-current=step]")).toContainText(step, { timeout: 20_000 });
  }

  async goTo(step: StepName): Promise<void> {
    await this.steps.getByRole("link").filter({ hasText: step }).click();
    await this.expectStep(step);
  }

  /** Presses Continue and waits for the step that follows. */
  async goOn(next: StepName): Promise<void> {
    await this.page.getByRole("button", { name: "Continue", exact: true }).click();
    await this.expectStep(next);
  }

  async chooseType(card: string, name: string): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(`^${card}\\b`) }).check();
    await this.page.getByLabel("Name", { exact: true }).fill(name);
  }

  async chooseSource(card: string): Promise<void> {
    const sources = this.page.getByRole("group", { name: "Where do the devices come from?" });
    await sources.getByRole("radio", { name: new RegExp(`^${card}\\b`) }).check();
  }

  get idsBox(): Locator {
    return this.page.getByRole("textbox", { name: "Device IDs", exact: true });
  }

  async typeIds(ids: readonly string[]): Promise<void> {
    await this.idsBox.fill(ids.join("\n"));
    await expect(this.page.getByText(`${ids.length.toLocaleString("en")} usable`)).toBeVisible();
  }

  /** As a paste does it: the text is there at once. Typing a megabyte is no journey of anybody. */
  async pasteIds(ids: readonly string[]): Promise<void> {
    await this.idsBox.evaluate((area, text) => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, text);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }, ids.join("\n"));
    const usable = this.page.getByText(`${ids.length.toLocaleString("en")} usable`);
    await expect(usable).toBeVisible({ timeout: 30_000 });
  }

  async chooseGroups(...names: string[]): Promise<void> {
    for (const name of names) await this.page.getByRole("checkbox", { name, exact: true }).check();
  }

  async chooseWorkbook(name: string, content: Uint8Array): Promise<void> {
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const file = { name, mimeType, buffer: Buffer.from(content) };
    await this.page.getByLabel(/Choose (a spreadsheet|another)/).setInputFiles(file);
    await expect(this.page.getByText("Every row is right.")).toBeVisible({ timeout: 20_000 });
  }

  editAs(view: "Form" | "JSON"): Promise<void> {
    return this.page.getByRole("group", { name: "Edit as" }).getByRole("radio", { name: view }).check();
  }

  async writeJson(document: unknown): Promise<void> {
    await this.editAs("JSON");
    await this.page.getByLabel("Document as JSON").fill(JSON.stringify(document, null, 2));
    await this.page.getByRole("button", { name: "Set out anew" }).click();
  }

  /** Saves at once what was typed last. */
  async saved(): Promise<void> {
    await expect(this.page.getByText(/^Draft saved/)).toBeVisible({ timeout: 15_000 });
  }

  /** From the next address on, what is copied can be asked for; no page may read the clipboard. */
  async keepCopies(): Promise<void> {
    await this.page.addInitScript(() => {
      const write = navigator.clipboard.writeText.bind(navigator.clipboard);
      navigator.clipboard.writeText = async (text) => {
        await write(text);
        Reflect.set(window, "copied", text);
      };
    });
  }

  /** The create as Review shows it: what "Copy JSON" copies, which has all of it. */
  async reviewedBody(): Promise<Record<string, unknown>> {
    await this.page.evaluate(() => Reflect.deleteProperty(window, "copied"));
    const sent = this.page.getByRole("region", { name: "What is sent" });
    await sent.getByRole("button", { name: "Copy JSON" }).click();
    const copied = await this.page.waitForFunction(() => Reflect.get(window, "copied"));
    return JSON.parse(await copied.jsonValue());
  }

  /** The same as it stands on the page, where a long list is shortened. */
  async shownBody(): Promise<Record<string, unknown>> {
    const sent = this.page.getByRole("region", { name: "What is sent" });
    return JSON.parse((await sent.getByRole("listitem").last().locator("pre").textContent()) ?? "");
  }

  /** Gives the reason and types the words that say it is meant. */
  async confirm(words: string, reason: string): Promise<void> {
    await this.page.getByLabel("Reason", { exact: true }).fill(reason);
    await this.page.getByLabel(/^Type .+ to confirm$/).fill(words);
    await expect(this.page.getByText("The words match.")).toBeVisible();
  }

  /** The button that sends; its words name the verb and the count. */
  sendButton(words: string): Locator {
    return this.page.getByRole("button", { name: words, exact: true });
  }

  async send(words: string): Promise<Outcome> {
    await this.sendButton(words).click();
    return this.outcome();
  }

  async outcome(): Promise<Outcome> {
    const place = new RegExp(`/c/${this.connection}/(tasks|operations)/([a-f0-9-]{24,36})$`);
    await expect(this.page).toHaveURL(place, { timeout: 30_000 });
    const [, kind, id = ""] = place.exec(this.page.url()) ?? [];
    return { kind: kind === "tasks" ? "tasks" : "operations", id };
  }

  /** A further draft with the content of this one, as the page itself would ask for it. */
  async copyDraft(draftId: string, name: string): Promise<string> {
    const answer = await this.page.request.post(draftsOf(this.connection), {
      headers: { origin: consoleUrl },
      data: { from: { draftId }, name },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).id;
  }

  /** A draft as if it had been written here; for journeys that begin at its end. */
  putDraft(draft: PreparedDraft): Promise<string> {
    return putDraft(this.page.request, this.connection, draft);
  }
}

const draftsOf = (connection: string) => `${consoleUrl}/api/v1/connections/${connection}/drafts`;

/** Saves a draft as whoever `request` is signed in as; answers its id. */
export async function putDraft(
  request: APIRequestContext,
  connection: string,
  { name, type, ids, content = {} }: PreparedDraft,
): Promise<string> {
  const id = randomUUID();
  const answer = await request.put(`${draftsOf(connection)}/${id}`, {
    headers: { origin: consoleUrl },
    data: {
      ...{ name, type, step: "review", version: 0, content: DraftContent.parse(content) },
      ...{ targetsText: ids.join("\n"), targetCount: ids.length },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}
