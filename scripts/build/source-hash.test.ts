import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "./source-hash";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "muster-hash-"));
  write("lib/a.ts", "a");
  write("lib/deep/b.ts", "b");
  write("package.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
const hash = () => hashSources(root, ["lib", "package.json", "not-there.ts"]);

describe("hashSources", () => {
  it.each([
    ["a file changes", () => write("lib/deep/b.ts", "c")],
    ["a file comes", () => write("lib/c.ts", "")],
    ["a file goes", () => rmSync(join(root, "lib/a.ts"))],
    ["a file is renamed", () => renameSync(join(root, "lib/a.ts"), join(root, "lib/z.ts"))],
    ["a missing source appears", () => write("not-there.ts", "")],
  ])("changes when %s", (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  it.each([
    ["a test", "lib/a.test.ts"],
    ["a component's test", "lib/a.test.tsx"],
    ["generated code", "lib/generated/client.ts"],
    ["a hidden file", "lib/.DS_Store"],
    ["a file elsewhere", "docs/a.md"],
  ])("does not change for %s", (_, path) => {
    const before = hash();
    write(path, "new");
    expect(hash()).toBe(before);
  });
});
