import pg from "pg";
import { StatementValues } from "./statement-values";

/**
 * Values written into the statement itself, for the one kind of statement that takes no parameters: `COPY (SELECT …)`.
 * Throws `TypeError` for what has no literal here, so that nothing is ever written by its own `toString`.
 */
export class LiteralValues extends StatementValues {
  override add(value: unknown): string {
    return toLiteral(value);
  }
}

export function toLiteral(value: unknown): string {
  if (value === null) return "NULL";
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  // NUL ends a statement on its way to the server; the database holds none, so nothing is lost.
  if (typeof value === "string") return pg.escapeLiteral(value.replaceAll("\0", ""));
  if (Array.isArray(value)) return `ARRAY[${value.map(toLiteral).join(",")}]`;
  throw new TypeError("a value without a literal");
}
