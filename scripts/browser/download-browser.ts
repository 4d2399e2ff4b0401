import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { npmCommand } from "../install/npm-command.mjs";
import { mustRun } from "../process/run-child";
import { tool } from "../process/tools";
import { type Browser, cacheDirectory } from "./browser";

const SPARTICUZ = "153.0.0";

/** Playwright's own build, from its download host. Behind some firewalls that host is silent: so patience is short. */
export async function downloadFromPlaywright(signal: AbortSignal): Promise<Browser> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(180_000)]);
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000", ...process.env };
  await mustRun("playwright install", { ...tool("playwright", "install", "chromium"), env, signal: limit });
  return { executablePath: chromium.executablePath(), env: {} };
}

/**
 * A Chromium from the npm registry, which whoever got this far can reach; Linux on x64 only. Just its executable is
 * used: the arguments the package recommends switch off what our tests of frames and cookies are about.
 */
export async function downloadFromNpm(signal: AbortSignal): Promise<Browser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folder = join(cacheDirectory, `sparticuz-${SPARTICUZ}`);
  const unpacked = join(folder, "unpacked");
  mkdirSync(unpacked, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  const [npm, first] = npmCommand();
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder];
  const args = [...first, ...install, `@sparticuz/chromium@${SPARTICUZ}`];
  await mustRun("npm install", { file: npm, args, cwd: folder, signal });
  const code = `import chromium from "@sparticuz/chromium"; console.log(await chromium.executablePath());`;
  // It unpacks into the temporary folder under fixed names, and its libraries only if it thinks it runs on Lambda.
  const env = { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  const unpack = {
    file: process.execPath,
    args: ["--input-type=module", "-e", code],
    cwd: folder,
    env,
    signal,
  };
  const executablePath = (await mustRun("unpacking Chromium", unpack)).trim().split("\n").at(-1) ?? "";
  const systemFonts = existsSync("/etc/fonts/fonts.conf");
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: join(unpacked, "al2023/lib"),
      FONTCONFIG_PATH: systemFonts ? "/etc/fonts" : join(unpacked, "fonts"),
    },
  };
}

/** The distribution's package, as the last resort: it changes the machine. */
export async function installFromDebian(signal: AbortSignal): Promise<Browser | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) => mustRun("apt-get", { file: "/usr/bin/apt-get", args, env, signal });
  await apt("update", "-qq");
  await apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
  return { executablePath: "/usr/bin/chromium", env: {} };
}
