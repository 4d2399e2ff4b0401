import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isInstalled, mayBeAbsent } from "./is-installed.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "muster-install-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true }));

const lock = (packages: object) =>
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages }));
const installed = (packages: object) =>
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));

describe("isInstalled", () => {
  it("is false without the record that npm writes last", () => {
    lock({ "": {}, "node_modules/a": { version: "1.0.0" } });
    expect(isInstalled(root)).toBe(false);
  });

  it("is true when every locked package is there in its version", () => {
    lock({ "": {}, "node_modules/a": { version: "1.0.0", integrity: "x" } });
    installed({ "node_modules/a": { version: "1.0.0", integrity: "x" } });
    expect(isInstalled(root)).toBe(true);
  });

  it.each([
    ["another version", { "node_modules/a": { version: "1.0.1", integrity: "x" } }],
    ["another content", { "node_modules/a": { version: "1.0.0", integrity: "y" } }],
    ["a missing package", {}],
  ])("is false with %s", (_, present) => {
    lock({ "": {}, "node_modules/a": { version: "1.0.0", integrity: "x" } });
    installed(present);
    expect(isInstalled(root)).toBe(false);
  });
});

describe("mayBeAbsent", () => {
  const machine = { os: "linux", cpu: "x64", libc: "glibc" };

  it.each([
    [{}, false],
    [{ optional: true }, true],
    [{ optional: true, os: ["linux"], cpu: ["x64"] }, false],
    [{ optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] }, false],
    [{ optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] }, true],
    [{ optional: true, os: ["darwin"], cpu: ["x64"] }, true],
    [{ optional: true, os: ["linux"], cpu: ["arm64"] }, true],
  ])("of %j is %s on this machine", (entry, absent) => {
    expect(mayBeAbsent(entry, machine)).toBe(absent);
  });
});
