import { Server } from "node:http";
import next from "next";
import { type Environment, EnvironmentError, readEnvironment } from "@/lib/env";
import { createLogger, type Logger } from "@/lib/log";
import { closeContainer, endStreams } from "@/lib/server/container";
import { type ConsoleServer, createConsoleServer, type Handle } from "./create-console-server";
import { makeHostRule } from "./host-rule";
import { createHotPath } from "./hot-path";
import { hotReads } from "./hot-reads";
import { listen, StartError } from "./listen";
import { makeTrustedPeers } from "./peer-address";
import { stopOnSignals } from "./stop-on-signals";
import { stopServer } from "./stop-server";

/** Starts the console: listens first, so that a taken port is known at once, then loads Next. */
async function main(): Promise<void> {
  const env = readEnvironment();
  const log = createLogger({ name: "console" });
  const development = env.nodeEnv === "development";
  // Next would listen for upgrades on the server of the first request it sees; it gets one that never listens instead.
  const upgrades = new Server();
  const server = openConsole(env, log, development ? upgrades : null);
  const app = next({
    dev: development,
    dir: process.cwd(),
    hostname: env.host,
    port: env.port,
    httpServer: upgrades,
  });

  stopOnSignals(log, async () => {
    server.announceStop();
    endStreams();
    await stopServer(server.http);
    await app.close();
    await closeContainer();
  });
  await listen(server.http, env.host, env.port);
  await app.prepare();
  // In development Next alone: it reloads a route as soon as its file is saved.
  server.serve(development ? app.getRequestHandler() : hotFirst(app.getRequestHandler()));
  log.info({ host: env.host, port: env.port }, "console ready");
  process.send?.({ type: "ready" });
}

function hotFirst(next: Handle): Handle {
  const answerHot = createHotPath(hotReads);
  return async (request, response) => {
    if (!(await answerHot(request, response))) await next(request, response);
  };
}

function openConsole(env: Environment, log: Logger, upgrades: Server | null): ConsoleServer {
  return createConsoleServer({
    isOwnHost: makeHostRule(env),
    isTrustedPeer: makeTrustedPeers(env.trustedProxies),
    headerPolicy: {
      embedOrigins: env.embedOrigins,
      oidcIssuer: env.oidc?.issuer ?? null,
      https: env.appUrl.startsWith("https:"),
      development: env.nodeEnv === "development",
    },
    log,
    ...(upgrades
      ? {
          handleUpgrade: (request, socket, head) => {
            if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
          },
        }
      : {}),
  });
}

main().catch((error: unknown) => {
  const known = error instanceof EnvironmentError || error instanceof StartError;
  if (known) process.stderr.write(`${error.message}\n`);
  else createLogger({ name: "console" }).error({ error }, "console could not start");
  process.exit(1);
});
