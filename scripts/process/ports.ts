import { createServer } from "node:net";
import { errorCode } from "./error-code";

/** A TCP port that nobody listens on at the moment. */
export function findFreePort(host = "127.0.0.1"): Promise<number> {
  return listenBriefly(0, host);
}

/** Why the port cannot be listened on (`"EADDRINUSE"`, `"EACCES"`, `"EADDRNOTAVAIL"`, …), or null when it can. */
export async function portProblem(port: number, host = "127.0.0.1"): Promise<string | null> {
  try {
    await listenBriefly(port, host);
    return null;
  } catch (error) {
    return errorCode(error) || String(error);
  }
}

function listenBriefly(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
