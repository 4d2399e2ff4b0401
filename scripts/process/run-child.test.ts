import { describe, expect, it } from "vitest";
import { mustRun, runChild } from "./run-child";
import { Stopped } from "./stop-signal";

const node = (code: string) => ({ file: process.execPath, args: ["-e", code] });

describe("runChild", () => {
  it("resolves with exit code and output", async () => {
    const result = await runChild(node(`console.log("out"); console.error("err"); process.exit(3)`));
    expect(result).toEqual({ code: 3, output: "out\nerr\n" });
  });

  it("rejects when the program does not exist", async () => {
    await expect(runChild({ file: "/nowhere/to/be/found", args: [] })).rejects.toThrow("ENOENT");
  });

  it("ends the program and what it started when it is stopped", async () => {
    const controller = new AbortController();
    const inner = `setInterval(() => {}, 1000)`;
    const outer = `
      const child = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}]);
      console.log(child.pid); process.on("SIGTERM", () => {});  setInterval(() => {}, 1000);`;
    const run = { ...node(outer), signal: controller.signal, stopPatienceMs: 300 };
    const ended = runChild(run);
    setTimeout(() => controller.abort(new Stopped("stopped")), 700);
    await expect(ended).rejects.toThrow(Stopped);
  });

  it("starts nothing when it is stopped already", async () => {
    await expect(
      runChild({ ...node(""), signal: AbortSignal.abort(new Stopped("stopped")) }),
    ).rejects.toThrow(Stopped);
  });
});

describe("mustRun", () => {
  it("makes the output part of the message when the program fails", async () => {
    await expect(mustRun("the step", node(`console.log("why"); process.exit(2)`))).rejects.toThrow(
      "the step failed (exit code 2):\nwhy",
    );
  });
});
