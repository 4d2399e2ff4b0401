import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../process/project-root";
import { writeAtomically } from "../process/write-atomically";

const Browser = z.object({
  executablePath: z.string().min(1),
  env: z.record(z.string(), z.string()).default({}),
});

/** A Chromium that Playwright can launch, and the environment it needs beyond ours. */
export type Browser = z.infer<typeof Browser>;

export const cacheDirectory = join(projectRoot, ".cache");
const memory = join(cacheDirectory, "browser.json");

/** The browser that was found last time, if any; it may have been removed since. */
export function rememberedBrowser(): Browser | null {
  if (!existsSync(memory)) return null;
  return Browser.safeParse(JSON.parse(readFileSync(memory, "utf8"))).data ?? null;
}

export function rememberBrowser(browser: Browser): void {
  writeAtomically(memory, `${JSON.stringify(browser)}\n`);
}
