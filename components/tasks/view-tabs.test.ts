import { describe, expect, it } from "vitest";
import { readViewQuery } from "@/lib/domain/task-list-url";
import { tabOf } from "./view-tabs";

const views = [
  { id: "north", query: "q=north&sort=name" },
  { id: "again", query: "q=north&sort=name" },
];
const tab = (query: string, opened: string | null = null) => tabOf(readViewQuery(query).state, views, opened);

describe("tabOf", () => {
  it("finds the kept view an address is, whatever the order of its parts", () => {
    expect(tab("sort=name&q=north")).toBe("north");
    expect(tab("q=north&sort=name", "again")).toBe("again");
  });

  it("falls back to the built-in view once something differs", () => {
    expect(tab("q=north")).toBe("all");
    expect(tab("q=north&sort=name&view=attention", "north")).toBe("attention");
    expect(tab("view=running")).toBe("running");
  });
});
