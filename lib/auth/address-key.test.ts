import { describe, expect, it } from "vitest";
import { addressKey } from "./address-key";

describe("counting by address", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::ffff:c000:207", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::", "2001:db8:1:2::/64"],
    ["::1", "::/64"],
    [null, "unknown"],
    ["", "unknown"],
    ["not an address", "unknown"],
    ["192.0.2.7, 10.0.0.1", "unknown"],
  ])("takes %s as %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
