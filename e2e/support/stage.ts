/** Where the journeys play: ports and credentials of the `npm start` that playwright.config.ts runs for them. */
export const stage = {
  port: 3417,
  simulatorPort: 3418,
  /** A portal that frames the console; on another port of the same site. */
  portalPort: 3419,
  foreignPortalPort: 3420,
  admin: { email: "admin@e2e.example", password: "journey-with-horse-42" },
  apiToken: "e2e-token-0123456789abcdef0123456789abcdef",
} as const;

export const consoleUrl = `http://localhost:${stage.port}`;
export const simulatorUrl = `http://127.0.0.1:${stage.simulatorPort}`;
export const portalOrigin = `http://localhost:${stage.portalPort}`;

/** Of the sandbox's demo fleet: water meters, and a firmware package that fits them. */
export const fleet = {
  product: "65e1a0c04c3d5e6f70819201",
  firmwarePackage: "67a01c084c3d5e6f70819301",
  firmwareVersion: "2.4.1",
} as const;

/** Ids of the demo fleet's water meters, `first` being the number of the first one. */
export function waterMeters(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(first + index).padStart(7, "0");
    return `${fleet.product}_wm-${number}`;
  });
}
