import { type APIRequestContext, test as base, expect } from "@playwright/test";
import { waitForHydration } from "./hydration";
import { consoleUrl, stage } from "./stage";

type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

interface Fixtures {
  /** Messages a test expects in the console; any other `console.error` fails it. */
  expectedErrors: RegExp[];
  quietConsole: undefined;
}

/** Journeys of somebody who is signed in; the sign-in itself has a journey of its own. */
export const test = base.extend<Fixtures, { session: () => Promise<StorageState> }>({
  session: [
    async ({ playwright }, use) => {
      let kept: { state: StorageState; at: number } | null = null;
      await use(async () => {
        // What cannot be undone takes a sign-in of the last ten minutes.
        if (kept === null || Date.now() - kept.at > 5 * 60_000) {
          const context = await playwright.request.newContext({ baseURL: consoleUrl });
          const answer = await context.post("/api/auth/sign-in/email", { data: stage.admin });
          expect(answer.status(), await answer.text()).toBe(200);
          kept = { state: await context.storageState(), at: Date.now() };
          await context.dispose();
        }
        return kept.state;
      });
    },
    { scope: "worker" },
  ],
  storageState: async ({ session }, use) => use(await session()),
  page: async ({ page }, use) => use(waitForHydration(page)),
  expectedErrors: [[], { option: true }],
  quietConsole: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      await use(undefined);
      expect(errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
