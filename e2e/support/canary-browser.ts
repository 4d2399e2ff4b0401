import type { Page } from "@playwright/test";
import type { CanaryCage } from "./canary-cage";
import type { CanaryMaterial } from "./canary-material";

/** Keeps everything a browser is sent, shows, stores and asks for. */
export class CanaryBrowser {
  private readonly pending: Promise<void>[] = [];
  private readonly addresses: string[] = [];
  private readonly messages: string[] = [];

  constructor(
    private readonly page: Page,
    private readonly material: CanaryMaterial,
  ) {
    page.on("request", (request) => this.addresses.push(request.url()));
    page.on("framenavigated", (frame) => this.addresses.push(frame.url()));
    page.on("console", (message) => this.messages.push(message.text()));
    page.on("pageerror", (error) => this.messages.push(String(error)));
    page.on("response", (response) => {
      const place = `${response.request().method()} ${new URL(response.url()).pathname} by the browser`;
      const keep = async () => {
        const headers = await response.headersArray();
        const lines = headers.map(({ name, value }) => [name.toLowerCase(), value] as const);
        for (const [name, value] of lines) {
          material.add(
            `${name === "set-cookie" ? "Set-Cookie" : "headers"} of ${place}`,
            `${name}: ${value}`,
          );
        }
        material.add(`body of ${place}`, await response.body());
      };
      // A redirect has no body, and one that was left behind cannot be read any more.
      this.pending.push(keep().catch(() => undefined));
    });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.keepPage();
  }

  /** What stands in the page and in the browser's storage now; `mark` is put there to see that it is found. */
  async keepPage(mark?: string): Promise<void> {
    const place = new URL(this.page.url()).pathname;
    if (mark) await this.page.evaluate((text) => localStorage.setItem("mark", text), mark);
    this.material.add(`document ${place}`, await this.page.content());
    const stored = await this.page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, window.name]),
    );
    this.material.add(`storage at ${place}`, stored);
    const scriptCookies = await this.page.evaluate(() => document.cookie);
    this.material.add(`cookies that scripts see at ${place}`, scriptCookies);
  }

  /** The cookies are the browser's own business; their values are canaries everywhere else. */
  async adoptCookies(cage: CanaryCage): Promise<void> {
    for (const { name, value } of await this.page.context().cookies()) {
      if (!name.startsWith("muster") || !value.includes(".")) continue;
      const text = decodeURIComponent(value);
      const at = text.lastIndexOf(".");
      cage.add(`token of the browser's cookie ${name}`, text.slice(0, at));
      cage.add(`proof of the browser's cookie ${name}`, text.slice(at + 1));
      cage.prove(`token of the browser's cookie ${name}`, `proof of the browser's cookie ${name}`);
    }
  }

  async finish(): Promise<void> {
    await Promise.all(this.pending);
    this.material.add("addresses the browser went to", this.addresses.join("\n"));
    this.material.add("messages in the browser's console", this.messages.join("\n"));
  }
}
