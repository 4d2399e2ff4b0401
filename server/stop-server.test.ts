import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { listen, StartError } from "./listen";
import { stopServer } from "./stop-server";
import { ask } from "./testing/ask";
import { openServer } from "./testing/open-server";

describe("stopServer", () => {
  it("lets an answer in hand finish and ends its connection", async () => {
    let begin = (_response: ServerResponse) => {};
    const begun = new Promise<ServerResponse>((resolve) => {
      begin = resolve;
    });
    const open = await openServer(async (_request: IncomingMessage, response: ServerResponse) =>
      begin(response),
    );
    const reply = ask(open.port, { headers: { connection: "keep-alive" } });
    const response = await begun;
    open.server.announceStop();
    const stopped = stopServer(open.server.http);
    response.end("done");
    expect(await reply).toMatchObject({ status: 200, body: "done", headers: { connection: "close" } });
    await stopped;
    await expect(ask(open.port, {})).rejects.toThrow();
  });

  it("ends idle connections at once and cuts hanging ones after the grace", async () => {
    const open = await openServer(async (incoming: IncomingMessage, response: ServerResponse) => {
      if (incoming.url === "/quick") response.end();
    });
    const agent = new Agent({ keepAlive: true });
    const idle = await fetchOnce(open.port, agent);
    const hanging = ask(open.port, { path: "/hangs" });
    hanging.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stopServer(open.server.http, 50);
    await expect(hanging).rejects.toThrow();
    expect(idle).toBe(200);
    agent.destroy();
  });

  it("has nothing to do before listening", async () => {
    await stopServer(createServer());
  });
});

describe("listen", () => {
  it("says in one line that the port is taken", async () => {
    const first = createServer();
    await listen(first, "127.0.0.1", 0);
    const { port } = first.address() as AddressInfo;
    const failure = listen(createServer(), "127.0.0.1", port);
    await expect(failure).rejects.toThrow(StartError);
    await expect(failure).rejects.toThrow(
      `PORT ${port} on 127.0.0.1 is already in use: stop the other program or set PORT`,
    );
    await stopServer(first);
  });

  it("says that an address is not this machine's", async () => {
    await expect(listen(createServer(), "192.0.2.1", 0)).rejects.toThrow("HOST 192.0.2.1 is not an address");
  });
});

async function fetchOnce(port: number, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path: "/quick", agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    })
      .on("error", reject)
      .end();
  });
}
