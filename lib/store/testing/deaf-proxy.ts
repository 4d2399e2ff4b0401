import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** Stands before a PostgreSQL as a transaction pooler does: everything passes but announcements. */
export async function startDeafProxy(url: string): Promise<{ url: string; close(): void }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    client.pipe(upstream);
    const drop = dropAnnouncements((message) => client.write(message));
    upstream.on("data", drop);
    upstream.on("close", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = new URL(url);
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own.href,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A message of the server is a letter, its length in four bytes, and its body; `A` announces. */
function dropAnnouncements(pass: (message: Buffer) => void): (chunk: Buffer) => void {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 5 && held.length >= 1 + held.readInt32BE(1)) {
      const length = 1 + held.readInt32BE(1);
      if (held[0] !== "A".charCodeAt(0)) pass(held.subarray(0, length));
      held = held.subarray(length);
    }
  };
}
