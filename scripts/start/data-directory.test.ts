import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadOrCreateSecret, loadSecret, prepareDataDirectory } from "./data-directory";
import { markRunning, unmarkRunning, wasKilled } from "./running-mark";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-data-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("the data directory", () => {
  it("is made, with folders above it", () => {
    const deep = join(directory, "a", "b");
    prepareDataDirectory(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it("that cannot be written is named in one line", () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    expect(() => prepareDataDirectory(join(file, "data"))).toThrow(
      /^MUSTER_DATA_DIR .*file\/data cannot be written \(ENOTDIR\)\.$/,
    );
  });
});

describe("the secret", () => {
  it("is made once, for its owner's eyes", () => {
    expect(loadSecret(directory)).toBeNull();
    const secret = loadOrCreateSecret(directory);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(loadOrCreateSecret(directory)).toBe(secret);
    expect(statSync(join(directory, "secret")).mode & 0o777).toBe(0o600);
  });

  it("is never silently replaced", () => {
    writeFileSync(join(directory, "secret"), "\n");
    expect(() => loadOrCreateSecret(directory)).toThrow("is empty");
  });
});

describe("the mark of a running start", () => {
  it("tells a kill from a stop", () => {
    expect(wasKilled(directory)).toBe(false);
    markRunning(directory);
    expect(wasKilled(directory)).toBe(false); // it still runs
    writeFileSync(join(directory, "running"), "999999999:1");
    expect(wasKilled(directory)).toBe(true);
    unmarkRunning(directory);
    expect(wasKilled(directory)).toBe(false);
  });
});
