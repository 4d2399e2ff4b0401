import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandFailure } from "../process/command-failure";
import { Stopped } from "../process/stop-signal";
import { parseTestArguments } from "./arguments";
import { Scoreboard } from "./scoreboard";
import { countPlaywright, countVitest, tallyReport } from "./tally";
import { testEnvironment } from "./test-environment";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-tally-"));
  for (const method of ["log", "error"] as const) vi.spyOn(console, method).mockImplementation(() => {});
});
afterEach(() => {
  rmSync(directory, { recursive: true });
  vi.restoreAllMocks();
});

describe("counting", () => {
  it("takes vitest's tests, and one failure for a file that could not be loaded", () => {
    const testResults = [
      { name: "/a/one.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "one" }] },
      {
        name: "/a/two.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "two" },
          { status: "failed", fullName: "part three" },
        ],
      },
      { name: "/a/four.test.ts", status: "failed", assertionResults: [] },
    ];
    expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
      passed: 2,
      failed: 2,
      names: ["two.test.ts: part three", "four.test.ts: could not be loaded"],
    });
  });

  it("takes Playwright's tests", () => {
    const spec = (title: string, ok: boolean) => ({ title, ok, file: "files.spec.ts" });
    const suites = [
      { specs: [spec("fits", true), spec("opens", false)], suites: [{ specs: [spec("closes", false)] }] },
    ];
    const stats = { expected: 5, unexpected: 2, flaky: 1, skipped: 3 };
    expect(countPlaywright({ stats, suites })).toEqual({
      passed: 6,
      failed: 2,
      names: ["files.spec.ts: opens", "files.spec.ts: closes"],
    });
  });

  it("never calls a run good that failed", () => {
    const report = join(directory, "report.json");
    expect(tallyReport(report, countPlaywright, 1)).toEqual({ passed: 0, failed: 1 });
    writeFileSync(report, JSON.stringify({ stats: { expected: 5, unexpected: 0, flaky: 0 }, suites: [] }));
    expect(tallyReport(report, countPlaywright, 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(tallyReport(report, countPlaywright, 0)).toMatchObject({ passed: 5, failed: 0 });
  });
});

describe("Scoreboard", () => {
  it("adds steps and tests up", async () => {
    const board = new Scoreboard();
    expect(await board.check("good", async () => {})).toBe(true);
    const failing = async () => {
      throw new CommandFailure("no");
    };
    expect(await board.check("bad", failing)).toBe(false);
    await board.count("tests", async () => ({ passed: 40, failed: 0 }));
    await board.count("more tests", async () => ({ passed: 0, failed: 1, names: ["a.test.ts: adds"] }));
    board.fail("journeys", "not run");
    expect(board.summary()).toBe(
      "FAILED  bad\nFAILED  more tests > a.test.ts: adds\nFAILED  journeys: not run\n41 passed, 3 failed",
    );
    expect(board.hasFailed).toBe(true);
  });

  it("lets a stop through", async () => {
    const stop = async () => {
      throw new Stopped("stopped");
    };
    await expect(new Scoreboard().check("step", stop)).rejects.toThrow(Stopped);
  });
});

describe("the test command", () => {
  it("runs everything, or one suite", () => {
    expect(parseTestArguments([])).toEqual({ suite: null, patterns: [] });
    expect(parseTestArguments(["--only", "db", "lib/store"])).toEqual({
      suite: "db",
      patterns: ["lib/store"],
    });
    expect(() => parseTestArguments(["--only", "all"])).toThrow("Usage");
    expect(() => parseTestArguments(["unit"])).toThrow("Usage");
  });

  it("hides a person's own configuration from the tests", () => {
    const mine = {
      DATABASE_URL: "x",
      MUSTER_SECRET: "x",
      IOTDA_ENDPOINT: "x",
      HUAWEICLOUD_SDK_AK: "x",
      PORT: "1",
      PGHOST: "x",
    };
    const kept = { PATH: "/bin", CI: "true", HOME: "/root", PORTAL: "1" };
    expect(testEnvironment({ ...mine, ...kept })).toEqual({ ...kept, NEXT_TELEMETRY_DISABLED: "1" });
  });
});
