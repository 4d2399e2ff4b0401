import type { AddressInfo } from "node:net";
import { createLogger } from "@/lib/log";
import {
  type ConsoleServer,
  type ConsoleServerParts,
  createConsoleServer,
  type Handle,
} from "../create-console-server";
import { makeTrustedPeers } from "../peer-address";
import type { HeaderPolicy } from "../security-headers";

export const plainPolicy: HeaderPolicy = {
  embedOrigins: [],
  oidcIssuer: null,
  https: false,
  development: false,
};

export interface OpenServer {
  port: number;
  server: ConsoleServer;
  lines: string[];
  close(): Promise<void>;
}

/** The server on a free port, with a small function in Next's place. Every host is its own unless a rule is given. */
export async function openServer(
  handle: Handle | null,
  parts: Partial<ConsoleServerParts> & { trusted?: string[] } = {},
): Promise<OpenServer> {
  const lines: string[] = [];
  const server = createConsoleServer({
    isOwnHost: () => true,
    isTrustedPeer: makeTrustedPeers(parts.trusted ?? []),
    headerPolicy: plainPolicy,
    log: createLogger({ name: "test" }, { write: (line) => void lines.push(line) }),
    ...parts,
  });
  if (handle) server.serve(handle);
  await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
  const { port } = server.http.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.http.close(() => resolve());
      server.http.closeAllConnections();
    });
  return { port, server, lines, close };
}
