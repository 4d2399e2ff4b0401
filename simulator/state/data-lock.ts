import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** How long a start waits for the process before it to let go, ms. */
const PATIENCE_MS = 8_000;
const RETRY_MS = 100;

export type DataLock = { release(): Promise<void> };

/**
 * One process per data directory. The lock is a local socket, because the system drops it with the process, even
 * after a kill -9, and nobody has to guess whether a process id is still the same one.
 */
export async function lockDataDir(dataDir: string): Promise<DataLock> {
  const path = socketPath(dataDir);
  for (let waited = 0; ; waited += RETRY_MS) {
    const server = await tryListen(path);
    if (server) return { release: () => new Promise((done) => server.close(() => done())) };
    if (await isAnswered(path)) {
      if (waited >= PATIENCE_MS) throw new Error(`data directory ${dataDir} is in use by another simulator`);
      await new Promise((done) => setTimeout(done, RETRY_MS));
    } else {
      rmSync(path, { force: true });
    }
  }
}

function socketPath(dataDir: string): string {
  const name = `muster-simulator-${createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function tryListen(path: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") done(undefined);
      else fail(error);
    });
    server.listen(path, () => {
      server.unref();
      done(server);
    });
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}
