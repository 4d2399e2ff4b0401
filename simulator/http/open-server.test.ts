import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { describe, expect, it } from "vitest";
import { startSimulator } from "../testing/start-simulator";

const file = (name: string) => readFileSync(`${import.meta.dirname}/../testdata/tls/${name}`, "utf8");
const server = { key: file("server.key"), cert: file("server.pem") };
const authority = file("ca.pem");

async function ask(url: string, client: { ca?: string; key?: string; cert?: string } = {}): Promise<number> {
  const asked = request(`${url}/v5/iot/p/apps`, { ...client, agent: false }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}

describe("TLS", () => {
  it("serves HTTPS to whoever trusts its authority", async () => {
    const { url } = await startSimulator({ fleet: "empty", tls: server });
    expect(url).toMatch(/^https:/);
    expect(await ask(url, { ca: authority })).toBe(401);
    await expect(ask(url)).rejects.toThrow(/unable to verify|self-signed/);
  });

  it("shows an expired certificate when it was given one (F29)", async () => {
    const { url } = await startSimulator({ fleet: "empty", tls: { ...server, cert: file("expired.pem") } });
    await expect(ask(url, { ca: authority })).rejects.toThrow(/expired/);
  });

  it("asks for a client certificate of its authority, as the legacy API does", async () => {
    const { url } = await startSimulator({ fleet: "empty", tls: { ...server, ca: authority } });
    const client = { key: file("client.key"), cert: file("client.pem") };
    expect(await ask(url, { ca: authority, ...client })).toBe(401);
    await expect(ask(url, { ca: authority })).rejects.toThrow();
  });

  it("resets by ending the connection", async () => {
    const { url, simulator } = await startSimulator({ fleet: "empty", tls: server });
    simulator.addFault({ kind: "reset", times: 1 });
    await expect(ask(url, { ca: authority })).rejects.toThrow();
    expect(await ask(url, { ca: authority })).toBe(401);
  });
});
