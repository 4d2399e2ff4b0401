import { connect, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { openBlackHole } from "./black-hole";

const PATIENCE_MS = 300;

/** What a call to connect is told within a while; "nothing" when nobody answers. */
function tellOf(socket: Socket): Promise<string> {
  onTestFinished(() => {
    socket.destroy();
  });
  return new Promise((done) => {
    socket.once("connect", () => done("connected")).once("error", () => done("refused"));
    setTimeout(() => done("nothing"), PATIENCE_MS);
  });
}

it.runIf(process.platform === "linux")("neither takes nor refuses a connection (F08)", async () => {
  const hole = await openBlackHole();
  onTestFinished(() => hole.close());
  expect(await tellOf(connect(hole.port, "127.0.0.1"))).toBe("nothing");
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as { port: number };
  expect(await tellOf(connect(port, "127.0.0.1"))).toBe("connected");
});

it("gives its port back", async () => {
  const hole = await openBlackHole();
  await hole.close();
  expect(await tellOf(connect(hole.port, "127.0.0.1"))).toBe("refused");
});
