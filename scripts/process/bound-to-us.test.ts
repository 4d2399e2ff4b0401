import { spawn } from "node:child_process";
import { expect, it, vi } from "vitest";
import { identifyProcess } from "./process-identity.mjs";
import { projectRoot } from "./project-root";

it("ends a program whose starter was killed, even in the program's first moments", async () => {
  const code = `
    const { boundToUs } = await import("./scripts/process/bound-to-us.mjs");
    const { spawn } = await import("node:child_process");
    const child = spawn(process.execPath, [...boundToUs(), "-e", "setInterval(() => {}, 1000)"], { detached: true });
    console.log(child.pid);
    process.kill(process.pid, "SIGKILL");`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", code], { cwd: projectRoot });
  const pid = await new Promise<number>((resolve) =>
    starter.stdout.once("data", (chunk) => resolve(Number(chunk))),
  );
  expect(pid).toBeGreaterThan(0);
  await vi.waitFor(() => expect(identifyProcess(pid)).toBeNull(), { timeout: 10_000, interval: 100 });
});
