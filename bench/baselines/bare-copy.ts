import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import pg from "pg";

/**
 * The least an export can cost: what the server sends for COPY … TO STDOUT goes out as it comes, with the protocol's own
 * bytes around each row. No session, no permission, no words, no advice, no guard.
 */
const taskPk = Number(process.env.TASK_PK);
const rows = `SELECT target, status, error_code, error_msg, cause_id, attempt, first_seen_at, changed_at, output
  FROM subtask WHERE task_id = ${taskPk} AND ord >= 0 AND status IS NOT NULL ORDER BY ord`;

/** ReadyForQuery: the last message of every statement. */
const ready = 0x5a;

const server = createServer((_request, response) => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  client
    .connect()
    .then(() => {
      const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
      stream.removeAllListeners("data");
      stream.on("data", (chunk: Buffer) => {
        if (!response.write(chunk)) stream.pause();
        if (chunk.length < 6 || chunk[chunk.length - 6] !== ready) return;
        response.end();
        stream.destroy();
      });
      response.on("drain", () => stream.resume());
      void client.query(`COPY (${rows}) TO STDOUT (FORMAT csv)`).catch(() => undefined);
    })
    .catch(() => response.destroy());
  client.on("error", () => undefined);
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.on("SIGTERM", () => process.exit(0));
