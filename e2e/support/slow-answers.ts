import type { Page } from "@playwright/test";

const answers = /\/api\/v1\/connections\/(?!.*\/events)/;

/** From now on the page waits for what it asks of the console, until `letAnswers`. News of a stream still comes. */
export async function holdAnswers(page: Page): Promise<void> {
  await letAnswers(page);
  await page.route(answers, () => undefined);
}

/** What was held is never answered; what the page asks from now on is. */
export async function letAnswers(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
}
