import { describe, expect, it } from "vitest";
import { findUnlocked } from "./lock-rule";

describe("findUnlocked", () => {
  it("accepts platform packages locked at the top or inside the package that names them", () => {
    expect(
      findUnlocked({
        "": {},
        "node_modules/next": {
          version: "16.0.0",
          optionalDependencies: { "@next/mac": "16.0.0", "@next/win": "16.0.0" },
        },
        "node_modules/@next/mac": { version: "16.0.0" },
        "node_modules/next/node_modules/@next/win": { version: "16.0.0" },
      }),
    ).toEqual([]);
  });

  it("names what is missing and who needs it", () => {
    const packages = {
      "node_modules/next": { version: "16.0.0", optionalDependencies: { "@next/mac": "16.0.0" } },
    };
    expect(findUnlocked(packages)).toEqual(["node_modules/next@16.0.0 needs @next/mac@16.0.0"]);
  });
});
