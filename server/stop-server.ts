import type { Server } from "node:http";

/** Milliseconds an answer in hand may still take; the process must be gone within 8 s of being asked. */
const grace = 7_000;

/** Takes no more connections, lets answers finish, then cuts what is left. Resolves when no connection is open. */
export async function stopServer(server: Server, graceMs = grace): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(deadline);
}
