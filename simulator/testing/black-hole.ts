import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** Listens and then sleeps for good: nobody takes up what the system has queued. */
const SLEEPER = `
const { createServer } = require("node:net");
const { parentPort } = require("node:worker_threads");
const server = createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});
`;
/** More than the queue holds; those that find no room stay and ask on, as any client would. */
const FILLERS = 8;

export type BlackHole = { port: number; close(): Promise<void> };

/**
 * A port of this machine where a call to connect is never answered (F08), as behind a firewall that drops: its queue
 * is full. For Linux; other systems may refuse instead.
 */
export async function openBlackHole(): Promise<BlackHole> {
  const worker = new Worker(SLEEPER, { eval: true });
  const [port] = (await once(worker, "message")) as [number];
  const fillers = Array.from({ length: FILLERS }, () => fill(port));
  await Promise.race(fillers.map((filler) => once(filler, "connect")));
  return {
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

function fill(port: number): Socket {
  return connect(port, "127.0.0.1").on("error", () => undefined);
}
