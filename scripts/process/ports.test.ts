import { createServer } from "node:net";
import { expect, it } from "vitest";
import { findFreePort, portProblem } from "./ports";

it("finds a port that can be listened on", async () => {
  expect(await portProblem(await findFreePort())).toBeNull();
});

it("says why a port or an address cannot be used", async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, "127.0.0.1");
  expect(await portProblem(port)).toBe("EADDRINUSE");
  await new Promise((resolve) => server.close(resolve));
  expect(await portProblem(port, "192.0.2.1")).toBe("EADDRNOTAVAIL");
});
