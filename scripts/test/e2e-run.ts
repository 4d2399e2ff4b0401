import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeHome } from "../database/locate-home";
import { findFreePort } from "../process/ports";

/** Gives one browser run ports and a data directory of its own, as scripts/testing/e2e-setting.ts reads them. */
export async function withE2eSetting<T>(action: (setting: Record<string, string>) => Promise<T>): Promise<T> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "muster-e2e-"));
  chmodSync(dataDirectory, 0o711); // as root, PostgreSQL runs as another user below it
  try {
    const [port, simulatorPort, portalPort] = await Promise.all([
      findFreePort(),
      findFreePort(),
      findFreePort(),
    ]);
    return await action({
      E2E_PORT: String(port),
      E2E_SIMULATOR_PORT: String(simulatorPort),
      E2E_PORTAL_PORT: String(portalPort),
      E2E_DATA_DIR: dataDirectory,
    });
  } finally {
    removeHome(join(dataDirectory, "postgres"));
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}
