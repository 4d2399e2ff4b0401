import { describe, expect, it } from "vitest";
import { suggestSlug } from "./suggest-slug";

describe("suggestSlug", () => {
  it.each([
    ["Prod Meters", [], "prod-meters"],
    ["  Zürich / Wärme 2 ", [], "zurich-warme-2"],
    ["水表", [], "connection"],
    ["", ["connection"], "connection-2"],
    ["Test", ["test", "new"], "test-2"],
    ["lab", ["lab", "lab-2"], "lab-3"],
    [`${"x".repeat(39)} y`, [], "x".repeat(39)],
    ["y".repeat(60), ["y".repeat(40)], `${"y".repeat(38)}-2`],
  ] satisfies [string, string[], string][])("%s with %o taken is %s", (name, taken, slug) => {
    expect(suggestSlug(name, taken)).toBe(slug);
    expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
  });
});
