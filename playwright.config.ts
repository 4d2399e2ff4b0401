import { defineConfig } from "@playwright/test";
import { rememberedBrowser } from "./scripts/browser/browser";
import { e2eSetting } from "./scripts/testing/e2e-setting";

const browser = rememberedBrowser();

/** Journeys that start, stop and kill installations of their own: nothing of them reaches the others. */
const ownInstallation =
  /(canary|files|lifecycle|many-machines|screens-states|second-factor|submit-kill)\.spec\.ts$/;

/** Journeys in a real Chromium, against the very `npm start` that people use. `npm test -- --only e2e [file]` runs them. */
export default defineConfig({
  testDir: "e2e",
  // One at a time on the installation that journeys share, and beside it one of those that have their own.
  workers: 2,
  projects: [
    { name: "shared", testIgnore: ownInstallation, workers: 1 },
    { name: "own", testMatch: ownInstallation, workers: 1 },
  ],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: e2eSetting.baseUrl,
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    video: "off", // it would need a download of its own
    launchOptions: browser
      ? {
          executablePath: browser.executablePath,
          env: { ...process.env, ...browser.env } as Record<string, string>,
        }
      : {},
  },
  webServer: {
    command: `"${process.execPath}" scripts/start.mjs`,
    url: `${e2eSetting.baseUrl}/healthz`,
    env: {
      MUSTER_IGNORE_ENV_FILE: "1",
      PORT: String(e2eSetting.port),
      MUSTER_DATA_DIR: e2eSetting.dataDirectory,
      MUSTER_ADMIN_EMAIL: e2eSetting.adminEmail,
      MUSTER_ADMIN_PASSWORD: e2eSetting.adminPassword,
      MUSTER_API_TOKEN: e2eSetting.apiToken,
      MUSTER_EMBED_ORIGINS: e2eSetting.portalOrigin,
      MUSTER_SANDBOX: "on",
      SIMULATOR_PORT: String(e2eSetting.simulatorPort),
      SIMULATOR_SPEED: "20",
      // A Playwright that is killed cannot stop what it started.
      MUSTER_SUPERVISOR_PID: String(process.pid),
    },
    timeout: 180_000,
    reuseExistingServer: false,
    stdout: "ignore",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
