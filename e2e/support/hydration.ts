import type { Page } from "@playwright/test";

/**
 * A page that was just opened shows its controls before its scripts have run. Of what is pressed then only the last is
 * kept, and what is typed into some is lost: people do it again, a journey on a busy machine fails. So `goto` and
 * `reload` return when React has taken over every control it was sent with.
 */
export function waitForHydration(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  const awake = async <Answer>(answer: Answer): Promise<Answer> => {
    await untilHydrated(page);
    return answer;
  };
  return Object.assign(page, {
    goto: async (...args: Parameters<Page["goto"]>) => awake(await goto(...args)),
    reload: async (...args: Parameters<Page["reload"]>) => awake(await reload(...args)),
  });
}

/** For a page that opens by what a journey does, as signing in does; it must be there. */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll("button, input, select, textarea")];
    return controls.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps$")));
  });
}
