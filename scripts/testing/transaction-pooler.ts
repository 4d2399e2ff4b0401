import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import pg from "pg";
import { MessageCutter, makeMessage, readTexts, type WireMessage } from "./wire-messages";

export interface TransactionPooler {
  /** The same database, through the pooler. */
  url: string;
  /** How often a client was given another server connection than the one it had before. */
  switches(): number;
  close(): Promise<void>;
}

interface Server {
  stream: Duplex;
  zone: string;
  client: Client | null;
}

interface Client {
  socket: Socket;
  /** As pgbouncer does, the one setting that follows a client from server to server. */
  zone: string | null;
  server: Server | null;
  last: Server | null;
  /** Requests that the server still has to say "ready" to. */
  open: number;
  waiting: Buffer[];
}

const startupCode = 196_608;
const sslCode = 80_877_103;

/**
 * A pooler in transaction mode, as pgbouncer: a client has a server connection from the first message of a transaction to
 * the end of it, and the next time another one. Whatever a session keeps is lost or somebody else's: settings but for the
 * time zone, prepared statements, temporary tables, session locks, LISTEN.
 */
export async function startTransactionPooler(url: string, size: number): Promise<TransactionPooler> {
  const idle: Server[] = [];
  const wishes: Client[] = [];
  const opened: pg.Client[] = [];
  const sockets = new Set<Socket>();
  let [places, switches] = [size, 0];

  const connect = async () => {
    const session = new pg.Client({ connectionString: url, application_name: "pooled" });
    session.on("error", () => undefined);
    await session.connect();
    opened.push(session);
    const { rows } = await session.query<{ TimeZone: string }>("SHOW TimeZone");
    const { stream } = (session as unknown as { connection: { stream: Duplex } }).connection;
    stream.removeAllListeners("data");
    const server: Server = { stream, zone: rows[0]?.TimeZone ?? "", client: null };
    const cutter = new MessageCutter();
    stream.on("data", (chunk: Buffer) => {
      for (const message of cutter.take(chunk)) fromServer(server, message);
    });
    release(server);
  };

  const release = (server: Server) => {
    server.client = null;
    const client = wishes.shift();
    if (client) link(client, server);
    else idle.push(server);
  };

  const link = (client: Client, server: Server) => {
    if (client.last && client.last !== server) switches += 1;
    Object.assign(client, { server, last: server });
    server.client = client;
    if (client.zone !== null && client.zone !== server.zone) {
      client.open += 1;
      server.stream.write(makeMessage("Q", `SET TimeZone TO '${client.zone}'`));
    } else for (const bytes of client.waiting.splice(0)) server.stream.write(bytes);
  };

  const fromServer = (server: Server, message: WireMessage) => {
    const { client } = server;
    const isOwn = client !== null && client.waiting.length > 0;
    if (message.type === "S") {
      const [name, value = ""] = readTexts(message);
      if (name === "TimeZone") {
        server.zone = value;
        if (client) client.zone = value;
      }
    }
    if (!client) return;
    // The answer to a time zone carried along is nobody's business.
    if (!isOwn) client.socket.write(message.bytes);
    if (message.type !== "Z") return;
    client.open -= 1;
    for (const bytes of client.waiting.splice(0)) server.stream.write(bytes);
    if (client.open > 0 || String.fromCharCode(message.bytes[5] ?? 0) !== "I") return;
    client.server = null;
    release(server);
  };

  const fromClient = (client: Client, { type, bytes }: WireMessage) => {
    if (type === "X") return void client.socket.end();
    if (type === "Q" || type === "S") client.open += 1;
    if (client.server && client.waiting.length === 0) return void client.server.stream.write(bytes);
    client.waiting.push(bytes);
    if (client.server || wishes.includes(client)) return;
    const server = idle.shift();
    if (server) return link(client, server);
    wishes.push(client);
    if (places === 0) return;
    places -= 1;
    connect().catch(() => client.socket.destroy());
  };

  const listener = createServer((socket) => {
    const client: Client = { socket, zone: null, server: null, last: null, open: 0, waiting: [] };
    const cutter = new MessageCutter();
    let started = false;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      if (started) {
        for (const message of cutter.take(chunk)) fromClient(client, message);
        return;
      }
      const code = cutter.takeStartup(chunk);
      if (code === sslCode) return void socket.write("N");
      if (code === null) return;
      if (code !== startupCode) return void socket.destroy();
      started = true;
      socket.write(Buffer.concat(welcome));
    });
    socket.on("close", () => {
      sockets.delete(socket);
      if (wishes.includes(client)) wishes.splice(wishes.indexOf(client), 1);
      // In the middle of a transaction: nobody may get its connection.
      client.server?.stream.destroy();
      if (client.server) places += 1;
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const pooled = new URL(url);
  pooled.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: pooled.href,
    switches: () => switches,
    async close() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await Promise.all(opened.map((session) => session.end().catch(() => undefined)));
    },
  };
}

/** What a server says to who has signed in: authenticated, settings, a key to cancel with, ready. */
const welcome = [
  makeMessage("R", Buffer.alloc(4)),
  ...[
    ["server_version", "16.0"],
    ["server_encoding", "UTF8"],
    ["client_encoding", "UTF8"],
    ["standard_conforming_strings", "on"],
    ["integer_datetimes", "on"],
  ].map(([name = "", value = ""]) => makeMessage("S", name, value)),
  makeMessage("K", Buffer.alloc(8)),
  makeMessage("Z", Buffer.from("I")),
];
