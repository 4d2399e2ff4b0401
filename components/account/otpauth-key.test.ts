import { expect, it } from "vitest";
import { groupKey, readKey } from "./otpauth-key";

it("reads the key and groups it by four", () => {
  const key = readKey("otpauth://totp/Muster:a%40b.example?secret=JBSWY3DPEHPK3&issuer=Muster");
  expect(key).toBe("JBSWY3DPEHPK3");
  expect(groupKey(key)).toBe("JBSW Y3DP EHPK 3");
  expect(groupKey(readKey("otpauth://totp/Muster"))).toBe("");
});
