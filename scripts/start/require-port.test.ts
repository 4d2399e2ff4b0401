import { createServer } from "node:net";
import { expect, it } from "vitest";
import { findFreePort } from "../process/ports";
import { requirePort } from "./require-port";

it("accepts a free port", async () => {
  await expect(requirePort(await findFreePort(), "127.0.0.1", 0)).resolves.toBeUndefined();
});

it("names a taken port in one line", async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, "127.0.0.1");
  await expect(requirePort(port, "127.0.0.1", 0)).rejects.toThrow(
    `PORT ${port} on 127.0.0.1 is in use: stop the program that listens there, or set PORT to another number.`,
  );
  server.close();
});

it("waits for a port that a killed start is about to give back", async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, "127.0.0.1");
  setTimeout(() => server.close(), 300);
  await expect(requirePort(port, "127.0.0.1", 5_000)).resolves.toBeUndefined();
});

it("names a HOST that is not this machine's", async () => {
  await expect(requirePort(3000, "192.0.2.1", 0)).rejects.toThrow("HOST is not an address of this machine");
});
