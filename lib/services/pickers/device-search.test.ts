import { expect, it } from "vitest";
import { canSearch, type PrefixSearch, prefixQuery } from "./device-search";

const query = (search: Partial<PrefixSearch>) =>
  prefixQuery({ fields: ["device_name"], prefix: "Pump", marker: null, size: 50, ...search });

it("asks for several fields with the same narrowing each, as there are no brackets", () => {
  expect(query({ fields: ["device_name", "node_id"], productId: "p", appId: "a" })).toBe(
    "select * from device where device_name like 'Pump%' and product_id = 'p' or node_id like 'Pump%' and " +
      "product_id = 'p' order by marker desc limit 50",
  );
  expect(query({ appId: "a", marker: "m" })).toBe(
    "select * from device where device_name like 'Pump%' and app_id = 'a' and marker < 'm' order by marker desc limit 50",
  );
});

it("stays within five conditions and 400 characters, or says that it cannot", () => {
  const longest = { prefix: "x".repeat(128), appId: "a".repeat(36), productId: "p".repeat(36) };
  expect(query({ ...longest, fields: ["device_name", "node_id"] })).toBeNull();
  for (const field of ["device_name", "node_id"] as const) {
    const sql = query({ ...longest, fields: [field], marker: "f".repeat(24) }) ?? "";
    expect(sql.length).toBeGreaterThan(0);
    expect(sql.length).toBeLessThanOrEqual(400);
    expect(sql.match(/ like | = | < /g)?.length).toBeLessThanOrEqual(5);
  }
});

it.each([
  ["Pump", true],
  ["泵站一号", true],
  ["a_b-", true],
  ["Pum", false],
  ["O'Hara", false],
  ["50%ab", false],
  ["a;bcd", false],
  ["ab\\cd", false],
  ["ab\tcd", false],
])("searches for %j: %s", (prefix, can) => {
  expect(canSearch(prefix)).toBe(can);
});
