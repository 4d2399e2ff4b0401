import { join } from "node:path";
import { projectRoot } from "../process/project-root";

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const [port, simulatorPort, portalPort] = [
  number("E2E_PORT", 3417),
  number("E2E_SIMULATOR_PORT", 3418),
  number("E2E_PORTAL_PORT", 3419),
];

/**
 * Where the journeys find what playwright.config.ts starts, and how they get in. The test command gives each run ports
 * and a data directory of its own; `npx playwright test` falls back on fixed ones.
 */
export const e2eSetting = {
  baseUrl: `http://localhost:${port}`,
  port,
  /** The sandbox's simulator, with its steering below `/_simulator/`. */
  simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
  simulatorPort,
  /** An origin that may frame the console; a journey serves the portal's page there itself. */
  portalOrigin: `http://localhost:${portalPort}`,
  portalPort,
  dataDirectory: process.env.E2E_DATA_DIR ?? join(projectRoot, ".cache", "e2e"),
  adminEmail: "admin@example.test",
  adminPassword: "lantern-quartz-meadow-42",
  apiToken: "e2e-0123456789abcdef0123456789abcdef",
};
