import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SupervisedChild } from "./supervised-child";

let directory: string;
let child: SupervisedChild | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-child-"));
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(async () => {
  await child?.stop(0);
  rmSync(directory, { recursive: true });
  vi.restoreAllMocks();
});

/** A program that notes each of its lives in a file. */
function supervise(code: string, giveUp: (error: Error) => void = () => {}): SupervisedChild {
  const file = join(directory, "program.mjs");
  const note = `import { appendFileSync } from "node:fs"; appendFileSync(process.env.NOTES, process.pid + "\\n");`;
  writeFileSync(file, `${note}\nprocess.on("disconnect", () => process.exit());\n${code}`);
  const env = { PATH: process.env.PATH, NOTES: join(directory, "notes") };
  child = new SupervisedChild({ name: "helper", file, env }, giveUp);
  return child;
}

function lives(): number[] {
  const file = join(directory, "notes");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
}

const ready = `process.send({ type: "ready" }); setInterval(() => {}, 1000);`;

describe("SupervisedChild", () => {
  it("is ready when the program says so", async () => {
    await supervise(ready).startAndWait();
    expect(lives()).toHaveLength(1);
  });

  it("reports a program that ends before it is ready, and does not try again", async () => {
    await expect(supervise("process.exit(7)").startAndWait()).rejects.toThrow(
      "The helper ended before it was ready (7).",
    );
    expect(lives()).toHaveLength(1);
  });

  it("starts a program again that was killed", async () => {
    await supervise(ready).startAndWait();
    process.kill(lives()[0] ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(lives()).toHaveLength(2), { timeout: 10_000 });
  });

  it("starts nothing again after a stop, which ends also a program that does not listen", async () => {
    const stubborn = supervise(`process.on("SIGTERM", () => {}); ${ready}`);
    await stubborn.startAndWait();
    const started = Date.now();
    await stubborn.stop(200);
    expect(Date.now() - started).toBeLessThan(5_000);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(lives()).toHaveLength(1);
  });

  it("can be restarted with a new program", async () => {
    const changing = supervise(ready);
    await changing.startAndWait();
    await changing.restart();
    await vi.waitFor(() => expect(lives()).toHaveLength(2), { timeout: 10_000 });
  });
});
