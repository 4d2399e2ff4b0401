import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const fixture = fileURLToPath(new URL("./testing/stoppable.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill("SIGKILL");
  child = undefined;
});

async function start(withStarter: boolean): Promise<ChildProcess> {
  const stdio = withStarter
    ? (["ignore", "pipe", "inherit", "ipc"] as const)
    : (["ignore", "pipe", "inherit"] as const);
  child = spawn(process.execPath, ["--import", tsx, fixture], { stdio: [...stdio] });
  if (child.stdout) await once(child.stdout, "data");
  return child;
}

const ended = async (process: ChildProcess) => (await once(process, "exit"))[0];

describe("the process ends", () => {
  it("on SIGTERM", async () => {
    const process = await start(true);
    process.kill("SIGTERM");
    expect(await ended(process)).toBe(0);
  });

  it("when its starter is gone", async () => {
    const process = await start(true);
    process.disconnect();
    expect(await ended(process)).toBe(0);
  });

  it("on SIGINT when it was started by hand", async () => {
    const process = await start(false);
    process.kill("SIGINT");
    expect(await ended(process)).toBe(0);
  });
});

describe("the process goes on", () => {
  it("on SIGINT under a starter, which decides the order", async () => {
    const process = await start(true);
    process.kill("SIGINT");
    await sleep(200);
    expect(process.exitCode).toBeNull();
    expect(process.signalCode).toBeNull();
  });
});
