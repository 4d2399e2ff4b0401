import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** PEM texts. With `ca` only clients with a certificate of that authority get through (sheet §13, two-way TLS). */
export type ServerTls = { key: string; cert: string; ca?: string };

/** IAM tokens can exceed 4 KB (sheet §3.1). */
const MAX_HEADER_BYTES = 64 * 1024;

/** A server that is not listening yet. */
export function openServer(tls: ServerTls | undefined, serve: RequestListener): Server {
  const options = { maxHeaderSize: MAX_HEADER_BYTES };
  if (!tls) return createServer(options, serve);
  const asksForCertificate = tls.ca !== undefined;
  const server = {
    ...options,
    ...tls,
    requestCert: asksForCertificate,
    rejectUnauthorized: asksForCertificate,
  };
  return createTlsServer(server, serve);
}

export function listening(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      const address = server.address();
      if (address && typeof address === "object") done(address);
      else fail(new Error("no address"));
    });
  });
}

export function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
