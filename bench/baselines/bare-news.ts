import { createServer, type ServerResponse } from "node:http";
import pg from "pg";

/** Server-sent events with nothing around them: one LISTEN, and each announcement of a task's rows goes to all who listen. */
const { PORT, DATABASE_URL, TASK_ID } = process.env;
const listeners = new Set<ServerResponse>();

const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();
client.on("notification", ({ payload = "{}" }) => {
  const { kind, task } = JSON.parse(payload);
  if (kind !== "subtasks" || task !== TASK_ID) return;
  const message = `event: subtasks\ndata: ${payload}\n\n`;
  for (const response of listeners) response.write(message);
});
await client.query("LISTEN muster_live");

createServer((request, response) => {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(":\n\n");
  listeners.add(response);
  request.on("close", () => listeners.delete(response));
}).listen(Number(PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.once("disconnect", () => process.exit());
