import { createServer, type ServerResponse } from "node:http";

/**
 * The least that server-sent events can cost: node:http and a list of answers. Told `{ say }` by its starter, it tells
 * everybody as many bytes as the product does for one change.
 */
const answers = new Set<ServerResponse>();

const server = createServer((_, response) => {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
  });
  response.write("event: hello\ndata: {}\n\n");
  answers.add(response);
  response.on("close", () => answers.delete(response));
});

process.on("message", ({ say, bytes = 0 }: { say?: string; bytes?: number }) => {
  if (say === undefined) return;
  const event = `event: news\ndata: ${say.padEnd(Math.max(0, bytes - 21), ".")}\n\n`;
  for (const response of answers) response.write(event);
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.on("SIGTERM", () => process.exit(0));
