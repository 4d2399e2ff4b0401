import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { type ConnectedPlatform, connectPlatform } from "../../connect";

/** A file of the sheet's examples: what goes out and what comes back. */
export interface Example {
  request: { method: string; url: string; query?: Record<string, string | number>; body?: unknown };
  response: { status: number; headers?: Record<string, string>; body?: unknown };
}

export interface SentRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export const exampleProject = {
  projectId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  instanceId: "5b1c9a70-2f7d-4a3e-9d51-77e0a4c1b2f3",
};

/** Lets the client make one call to a platform that answers as the example does; what it sent, and what it made of it. */
export async function playExample<Result>(
  { response }: Pick<Example, "response">,
  call: (platform: ConnectedPlatform) => Promise<Result>,
): Promise<{ sent: SentRequest[]; outcome: Result | Error }> {
  const sent: SentRequest[] = [];
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname, searchParams } = new URL(request.url ?? "", "http://platform");
    sent.push({
      method: request.method ?? "",
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    const { status, headers, body } = response;
    reply.writeHead(status, headers ?? (body === undefined ? {} : { "Content-Type": "application/json" }));
    reply.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const platform = connect((server.address() as AddressInfo).port);
  try {
    return { sent, outcome: await call(platform).catch((error: Error) => error) };
  } finally {
    await platform.close();
    server.close();
  }
}

function connect(port: number): ConnectedPlatform {
  return connectPlatform(
    {
      kind: "v5",
      endpoint: `http://127.0.0.1:${port}`,
      region: "cn-north-4",
      ...exampleProject,
      signature: "derived",
      credentials: { signIn: "keys", accessKey: "AK", secretKey: "SK", securityToken: null },
      trusted: true,
      allowedHosts: [],
    },
    {
      budget: { take: async () => undefined, slowDown: async () => undefined },
      now: () => new Date("2026-11-21T10:15:00Z"),
      sleep: async () => undefined,
      random: () => 0,
      log: { info: () => undefined, warn: () => undefined },
    },
  );
}
