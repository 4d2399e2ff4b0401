import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findFreePort } from "../process/ports";
import { identifyProcess } from "../process/process-identity.mjs";
import { claimSandboxPort } from "./sandbox-port";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-sandbox-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const remember = (port: number, owner: string) =>
  writeFileSync(join(directory, "address.json"), JSON.stringify({ port, owner }));

async function whileTaken<T>(port: number, action: () => Promise<T>): Promise<T> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    return await action();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

it("keeps the port of the last start", async () => {
  const first = await claimSandboxPort(directory, null, 0);
  expect(await claimSandboxPort(directory, null, 0)).toEqual({ port: first.port, shared: false });
});

it("takes another when that one is taken", async () => {
  const { port } = await claimSandboxPort(directory, null, 0);
  const next = await whileTaken(port, () => claimSandboxPort(directory, null, 0));
  expect(next.port).not.toBe(port);
});

it("uses the sandbox of another start that is still running", async () => {
  const port = await findFreePort();
  remember(port, identifyProcess(process.ppid) ?? "");
  expect(await whileTaken(port, () => claimSandboxPort(directory, null, 0))).toEqual({ port, shared: true });
});

it("takes exactly the wanted port, or fails in one line", async () => {
  const port = await findFreePort();
  expect(await claimSandboxPort(directory, port, 0)).toEqual({ port, shared: false });
  const attempt = whileTaken(port, () => claimSandboxPort(directory, port, 0));
  await expect(attempt).rejects.toThrow(`SIMULATOR_PORT ${port} cannot be used (EADDRINUSE).`);
});
