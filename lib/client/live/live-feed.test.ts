import { describe, expect, it } from "vitest";
import { readNews } from "./live-feed";

const read = (name: string, data: string) => readNews({ id: null, name, data });

describe("readNews", () => {
  it("reads what the contract says", () => {
    expect(read("tasks", `{"items":null}`)).toEqual({ name: "tasks", data: { items: null } });
  });

  it("asks for everything again when it cannot read what a newer server says", () => {
    const reset = { name: "reset", data: {} };
    expect(read("tasks", `{"items":null,"more":1}`)).toEqual(reset);
    expect(read("task", "{")).toEqual(reset);
  });

  it("leaves out what it has no word for", () => {
    expect(read("weather", "{}")).toBeNull();
    expect(read("toString", "{}")).toBeNull();
  });
});
