import { Agent, request as ask, createServer } from "node:http";
import next from "next";

// Serves the built pages below /peers on PORT of this machine, and passes what begins with /api/ on to CONSOLE_URL, so
// that the peers read the console's own answers from where they are.
const { PORT, CONSOLE_URL } = process.env;
const console = new URL(CONSOLE_URL);
const agent = new Agent({ keepAlive: true });

const app = next({ dir: import.meta.dirname, dev: false });
await app.prepare();
const handle = app.getRequestHandler();

createServer((request, response) => {
  if (!request.url.startsWith("/api/")) return handle(request, response);
  const headers = { cookie: request.headers.cookie ?? "", accept: "application/json" };
  ask({ host: console.hostname, port: console.port, path: request.url, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode, { "content-type": answer.headers["content-type"] });
    answer.pipe(response);
  })
    .on("error", () => response.destroy())
    .end();
}).listen(Number(PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
