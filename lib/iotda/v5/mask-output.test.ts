import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { maskQuoted, splitOutput } from "./mask-output";

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
      const { shown: masked, hidden } = splitOutput(JSON.stringify({ device_id: "d1", ...value }));
      expect(masked).not.toContain("s3cr3t");
      expect(JSON.parse(masked)).toMatchObject({ device_id: "d1", [key]: "********" });
      expect(hidden?.reveal()).toEqual(value);
      const prints: ((value: unknown) => string)[] = [String, JSON.stringify, (value) => inspect(value)];
      for (const print of prints) expect(print(hidden)).not.toContain("s3cr3t");
      expect(inspect({ row: { hidden } }, { showHidden: true, depth: 9 })).not.toContain("s3cr3t");
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
    const split = splitOutput(JSON.stringify({ ...shown, fingerprint: null }));
    expect(JSON.parse(split.shown)).toEqual({ ...shown, fingerprint: null });
    expect(split.hidden).toBeNull();
  });

  it.each([
    "s3cr3t",
    '"s3cr3t"',
    '["s3cr3t"]',
    "device d1, secret s3cr3t",
    '{"device_id":"d1","secret":"s3cr3t"',
  ])("hides all of what it cannot read: %s", (output) => {
    const { shown, hidden } = splitOutput(output);
    expect(shown).toBe("********");
    expect(hidden?.reveal()).toEqual({ output });
  });
});

describe("the message of a registration that failed", () => {
  it.each([
    ["secret=s3cr3t is too short", "secret=******** is too short"],
    ['row {"node_id":"n1","secret":"s3cr3t x"} refused', 'row {"node_id":"n1","secret":********} refused'],
    ["psk: 's3cr3t', node n1", "psk: ********, node n1"],
    ["The device already exists.", "The device already exists."],
    ["The secret has to be 8 to 32 characters.", "The secret has to be 8 to 32 characters."],
  ])("quotes no secret: %s", (message, masked) => {
    expect(maskQuoted(message)).toBe(masked);
  });
});
