import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withFileLock } from "./file-lock.mjs";
import { identifyProcess, isStillRunning } from "./process-identity.mjs";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-lock-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const me = identifyProcess(process.pid) ?? "";
const gone = "999999999:1";

describe("identifyProcess", () => {
  it("names a living process, and no other with its pid", () => {
    expect(isStillRunning(me)).toBe(true);
    expect(isStillRunning(gone)).toBe(false);
    expect(isStillRunning("")).toBe(false);
    if (process.platform === "linux") expect(isStillRunning(`${process.pid}:1`)).toBe(false);
  });

  it.each([0, -1, Number.NaN, 999_999_999])("knows no process %s", (pid) => {
    expect(identifyProcess(pid)).toBeNull();
  });
});

describe("withFileLock", () => {
  it("lets one in at a time and gives the lock back, also after a failure", async () => {
    const lock = join(directory, "deep", "work.lock");
    let inside = 0;
    const work = async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    };
    await Promise.all([withFileLock(lock, work), withFileLock(lock, work), withFileLock(lock, work)]);
    const failing = withFileLock(lock, () => {
      throw new Error("no luck");
    });
    await expect(failing).rejects.toThrow("no luck");
    expect(existsSync(lock)).toBe(false);
  });

  it("takes over from a process that was killed", async () => {
    const lock = join(directory, "work.lock");
    writeFileSync(lock, gone);
    const onWait = vi.fn();
    expect(await withFileLock(lock, () => "done", { onWait })).toBe("done");
    expect(onWait).not.toHaveBeenCalled();
  });

  it("says once that it waits, and gives up when it is stopped or has waited long enough", async () => {
    const lock = join(directory, "work.lock");
    writeFileSync(lock, me);
    const onWait = vi.fn();
    const patient = withFileLock(lock, () => {}, { onWait, timeoutMs: 250 });
    await expect(patient).rejects.toThrow(`is held by process ${me}`);
    expect(onWait).toHaveBeenCalledOnce();
    const stopped = withFileLock(lock, () => {}, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow("aborted");
  });
});
