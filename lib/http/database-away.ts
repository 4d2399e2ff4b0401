/** SQLSTATEs and driver words that say the database cannot serve now; the same request may work later (F33, F35, F36). */
const sqlStates = /^(08...|57P0[1-5]|57014|53[0-4]00|25006|25P03|55P03)$/;
const driverCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);
const adapterKinds = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
/** The pool's own failures carry no code. */
const poolMessage = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

interface DriverError {
  code?: unknown;
  kind?: unknown;
  originalCode?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** Looks at what drivers throw, by shape: this layer does not know the store. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const { code, kind, originalCode, message, cause, meta } = error as DriverError;
  if ([code, originalCode].some((word) => typeof word === "string" && isAwayCode(word))) return true;
  if (typeof kind === "string" && adapterKinds.has(kind)) return true;
  if (code === undefined && typeof message === "string" && poolMessage.test(message)) return true;
  return isDatabaseAway(cause, depth + 1) || isDatabaseAway(meta?.driverAdapterError, depth + 1);
}

function isAwayCode(code: string): boolean {
  return driverCodes.has(code) || sqlStates.test(code);
}
