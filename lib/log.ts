import pino, { type DestinationStream } from "pino";
import { describeError } from "./log/describe-error";
import { encodeText, encodeValue } from "./log/encode-value";

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** The only fields that reach the log; anything else is dropped (security.md S4.5). Never bodies, headers or cookies. */
const allowedFields = [
  "requestId",
  "personId",
  "peer",
  "surface",
  "method",
  "path",
  "endpoint",
  "status",
  "code",
  "durationMs",
  "connection",
  "connectionId",
  "taskId",
  "operationId",
  "kind",
  "state",
  "call",
  "attempt",
  "count",
  "total",
  "changed",
  "failed",
  "bytes",
  "delayMs",
  "dueInMs",
  "offsetSeconds",
  "sent",
  "fence",
  "owner",
  "reason",
  "signal",
  "host",
  "port",
  "version",
  "upstreamStatus",
  "upstreamCode",
  "upstreamRequestId",
] as const;

type FieldName = (typeof allowedFields)[number];
export type LogFields = Partial<Record<FieldName, string | number | boolean | null>> & {
  /** Reduced to kind, code and frames. */
  error?: unknown;
};

export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** One JSON line an event, UTC, on standard output unless another destination is given (tests). */
export function createLogger(
  { name, level = "info" }: { name: string; level?: LogLevel },
  destination: DestinationStream = pino.destination({ fd: 1, sync: true }),
): Logger {
  const base = { name, pid: process.pid };
  const formatters = { level: (label: string) => ({ level: label }) };
  const line = pino(
    { level, base, formatters, messageKey: "message", timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  );
  const at = (chosen: Exclude<LogLevel, "silent">) => (fields: LogFields, message: string) => {
    if (line.isLevelEnabled(chosen)) line[chosen](keepAllowed(fields), encodeText(message));
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function keepAllowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of allowedFields) {
    if (fields[field] !== undefined) kept[field] = encodeValue(fields[field]);
  }
  if (fields.error !== undefined) kept.error = encodeValue(describeError(fields.error));
  return kept;
}
