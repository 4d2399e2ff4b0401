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
export const test = base.extend<Fixtures, { session: StorageState }>({
  session: [
    async ({ playwright }, use) => {
      const context = await playwright.request.newContext({ baseURL: consoleUrl });
      const answer = await context.post("/api/auth/sign-in/email", { data: stage.admin });
      expect(answer.status(), await answer.text()).toBe(200);
      await use(await context.storageState());
      await context.dispose();
    },
    { scope: "worker" },
  ],
  storageState: async ({ session }, use) => use(session),
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
