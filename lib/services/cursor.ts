import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { AppError } from "@/lib/errors";

/** Writes and reads the cursors of one list with one set of filters. */
export interface CursorCodec<Position> {
  encode(place: CursorPlace<Position>): string;
  /** Throws `invalid_input` for a text that is not a cursor of this list: a silently wrong page looks like data loss. */
  decode(text: string): CursorPlace<Position>;
}

export interface CursorPlace<Position> {
  position: Position;
  /** The number of the page that starts there, for this page size; null when it is not known. */
  page: number | null;
  limit: number;
}

/** A row's place as the database numbers it, with room for the one behind it: a forged one must not overflow there. */
export const RowNumber = z.int().min(0).max(2_147_483_646);

const version = "v1";

/** `scope` is the list and everything that decides what is in it; the page size is not part of it. */
export function bindCursor<Schema extends z.ZodType>(
  scope: { list: string; [filter: string]: unknown },
  position: Schema,
): CursorCodec<z.infer<Schema>> {
  const binding = createHash("sha256").update(canonicalJson(scope)).digest("base64url").slice(0, 16);
  return {
    encode({ position: p, page: n, limit: l }) {
      return `${version}.${Buffer.from(JSON.stringify({ b: binding, p, n, l })).toString("base64url")}`;
    },
    decode(text) {
      // Made only here: a page without a cursor is the usual one, and a schema costs more than its answer.
      const payload = z.strictObject({
        b: z.literal(binding),
        p: position,
        n: z.int().min(1).nullable(),
        l: z.int().min(1),
      });
      const parsed = payload.safeParse(readJson(text));
      if (!parsed.success) throw foreignCursor();
      // The schema of the payload is known only through its generic part, which zod cannot name.
      const { p, n, l } = parsed.data as { p: z.infer<Schema>; n: number | null; l: number };
      return { position: p, page: n, limit: l };
    },
  };
}

function readJson(text: string): unknown {
  const [start, body, ...rest] = text.split(".");
  if (start !== version || body === undefined || rest.length > 0) throw foreignCursor();
  const bytes = Buffer.from(body, "base64url");
  // The decoder skips what it does not know; a cursor is exactly the text we gave.
  if (bytes.toString("base64url") !== body) throw foreignCursor();
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw foreignCursor();
  }
}

function foreignCursor(): AppError {
  return new AppError("invalid_input", "The cursor does not belong to this list.", {
    invalidParams: [{ path: "cursor", message: "must come from an answer to the same query" }],
  });
}
