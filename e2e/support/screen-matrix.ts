import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { findLayoutFaults } from "./layout-faults";
import { findUntranslated } from "./untranslated";

const languages = ["en", "zh-CN"] as const;
const themes = ["light", "dark"] as const;
const widths = [1600, 1000, 390] as const;

/** Opens a screen anew and waits for what makes it this screen, in whatever language the page is. */
export type OpenScreen = (page: Page) => Promise<void>;

/**
 * Takes the pictures of a screen, for people to look at, in both languages and themes at all widths, as
 * `e2e/screens/{name}-{language}-{theme}-{width}.png`. Asserts what a machine can judge: nothing scrolls sideways, is cut
 * off or overlaps, axe finds nothing, no word of the other language is left.
 */
export async function takePictures(page: Page, name: string, open: OpenScreen): Promise<void> {
  // Colours that are still on their way are no colours.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const language of languages) {
    await page
      .context()
      .addCookies([{ name: "muster_locale", value: language, domain: "localhost", path: "/" }]);
    await setWidth(page, widths[0]);
    await open(page);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator("html")).toHaveAttribute("data-fonts", "bundled");
    // Below a dialog the page goes on, but not the shade over it.
    const isCovered = (await page.locator("dialog:popover-open").count()) > 0;
    for (const width of widths) {
      await setWidth(page, width);
      for (const theme of themes) {
        const what = `${name}-${language}-${theme}-${width}`;
        await page.evaluate((chosen) => {
          document.documentElement.dataset.theme = chosen;
        }, theme);
        expect.soft(await findLayoutFaults(page), what).toEqual([]);
        await page.screenshot({ path: `e2e/screens/${what}.png`, fullPage: !isCovered });
        // Every theme at every width, every language in every theme and at every width: half of the looks have it all.
        const looked = (theme === "dark") === ((width === 1000) === (language === "en"));
        if (looked) await expectAccessible(page, what);
      }
    }
    if (language !== "en") expect.soft(await findUntranslated(page), `English on ${name}`).toEqual([]);
  }
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
  const found = violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  expect.soft(found, `axe on ${what}`).toEqual([]);
}

async function setWidth(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
}
