import { describe, expect, it } from "vitest";
import { maskOutput } from "./mask-output";

/** Every spelling of what a device signs in with: the sheet's (§6.1, §7.1, §11.3) and those of other APIs. */
const spellings = [
  "secret",
  "Secret",
  "device_secret",
  "deviceSecret",
  "secondary_secret",
  "password",
  "psk",
  "fingerprint",
  "secondary_fingerprint",
  "auth_info",
  "authInfo",
  "token",
  "verify_code",
  "something the platform adds later",
];

describe("the output of a registration", () => {
  it.each(spellings)("hides %s", (key) => {
    const inner = [{ [key]: "s3cr3t" }, { [key]: { secret: "s3cr3t" } }, { [key]: ["s3cr3t"] }];
    for (const value of inner) {
      const masked = maskOutput(JSON.stringify({ device_id: "d1", ...value }));
      expect(masked).not.toContain("s3cr3t");
      expect(JSON.parse(masked)).toMatchObject({ device_id: "d1", [key]: "********" });
    }
  });

  it("shows names and places", () => {
    const shown = {
      device_id: "d1",
      node_id: "n1",
      product_id: "p1",
      app_id: "a1",
      device_name: "Pump",
      gateway_id: "g1",
    };
    expect(JSON.parse(maskOutput(JSON.stringify(shown)))).toEqual(shown);
  });

  it.each([
    "s3cr3t",
    '"s3cr3t"',
    '["s3cr3t"]',
    "device d1, secret s3cr3t",
    '{"device_id":"d1","secret":"s3cr3t"',
  ])("hides all of what it cannot read: %s", (output) => {
    expect(maskOutput(output)).toBe("********");
  });
});
