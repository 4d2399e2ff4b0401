import { type Browser as Chromium, chromium } from "@playwright/test";
import { Installation } from "@/e2e/support/installation";
import { ensureBrowser } from "@/scripts/browser/ensure-browser";
import { ensureBuilt } from "@/scripts/build/ensure-built";
import { findFreePort } from "@/scripts/process/ports";
import type { Bench } from "./benchmark";
import { type DatabaseStage, openDatabaseStage } from "./database-stage";

export interface Stage extends Bench {
  close: () => Promise<void>;
}

/** What benchmarks play on. Nothing is started that none of them asks for. */
export function openStage(soak: boolean, signal: AbortSignal): Stage {
  let browser: Promise<Chromium> | undefined;
  let installed: Promise<Installation> | undefined;
  let filled: Promise<DatabaseStage> | undefined;
  return {
    soak,
    signal,
    say,
    openWindow: async () => {
      browser ??= launch(signal);
      return (await browser).newContext({ locale: "en-US", timezoneId: "UTC" });
    },
    installation: () => {
      installed ??= start(signal);
      return installed;
    },
    database: () => {
      filled ??= openDatabaseStage(say);
      return filled;
    },
    close: async () => {
      await (await filled?.catch(() => undefined))?.close();
      await (await browser?.catch(() => undefined))?.close();
      await (await installed?.catch(() => undefined))?.remove();
    },
  };
}

const say = (text: string) => console.log(`  ${text}`);

async function launch(signal: AbortSignal): Promise<Chromium> {
  const { executablePath, env } = await ensureBrowser(signal);
  return chromium.launch({ executablePath, env: { ...process.env, ...env } as Record<string, string> });
}

async function start(signal: AbortSignal): Promise<Installation> {
  await ensureBuilt(["simulator", "worker", "server", "pages"], signal);
  const [port, simulatorPort] = await Promise.all([findFreePort(), findFreePort()]);
  const installation = new Installation({
    port,
    simulatorPort,
    env: { MUSTER_IGNORE_ENV_FILE: "1", MUSTER_SANDBOX: "on" },
  });
  try {
    await installation.start();
  } catch (error) {
    await installation.remove();
    throw error;
  }
  return installation;
}
