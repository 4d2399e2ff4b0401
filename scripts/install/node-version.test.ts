import { expect, it } from "vitest";
import { describeOldNode } from "./node-version.mjs";

it.each(["v20.19.0", "v20.20.2", "v24.0.0"])("accepts Node %s", (version) => {
  expect(describeOldNode(version, ">=20.19")).toBeNull();
});

it.each(["v20.18.9", "v18.20.4"])("refuses Node %s in one line", (version) => {
  const line = `Muster needs Node 20.19 or newer; this is Node ${version.slice(1)}.`;
  expect(describeOldNode(version, ">=20.19")).toBe(line);
});
