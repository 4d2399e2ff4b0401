import { randomUUID } from "node:crypto";
import { e2eSetting } from "@/scripts/testing/e2e-setting";

/** Where the journeys play: the `npm start` that playwright.config.ts runs for them. */
export const stage = {
  admin: { email: e2eSetting.adminEmail, password: e2eSetting.adminPassword },
  apiToken: e2eSetting.apiToken,
} as const;

export const consoleUrl = e2eSetting.baseUrl;
export const simulatorUrl = `http://127.0.0.1:${e2eSetting.simulatorPort}`;
/** May frame the console: another port of the same site. */
export const portalOrigin = e2eSetting.portalOrigin;

/** Of the sandbox's demo fleet: water meters, and a firmware package that fits them. */
export const fleet = {
  product: "65e1a0c04c3d5e6f70819201",
  firmwarePackage: "67a01c084c3d5e6f70819301",
  firmwareVersion: "2.4.1",
  /** The first 50 water meters. */
  canaryGroup: { id: "3d8d0a65-b00f-40c7-adc5-bcbdab497974", name: "Canary" },
} as const;

/** Ids of the demo fleet's water meters, `first` being the number of the first one. */
export function waterMeters(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(first + index).padStart(7, "0");
    return `${fleet.product}_wm-${number}`;
  });
}

/**
 * Water meters the fleet does not have yet; ordering something of them adds them. What another journey sends
 * to everybody or to a group does not reach them, so what they are to do once they do in the task meant.
 */
export function newWaterMeters(count: number): string[] {
  const batch = randomUUID().slice(0, 8);
  return Array.from({ length: count }, (_, index) => {
    return `${fleet.product}_wm-${batch}${String(index + 1).padStart(4, "0")}`;
  });
}
