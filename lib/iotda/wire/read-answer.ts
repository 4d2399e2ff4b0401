import { z } from "zod";
import { factOf } from "../answer-headers";
import { PlatformError } from "../errors";
import type { Answer } from "../transport";

/**
 * An accepted answer through its schema. A mismatch names paths and types, never values (security.md F13); for a
 * write it leaves open what happened.
 */
export function readAnswer<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw new PlatformError({
    failure: "contract",
    sent: "maybe",
    reason: null,
    detail: describe(parsed.error),
    upstream: factOf(answer),
  });
}

function describe(error: z.ZodError): string {
  const [first] = error.issues;
  if (!first) return "It has an unexpected shape.";
  const where = first.path.length === 0 ? "the answer" : z.core.toDotPath(first.path);
  const more = error.issues.length - 1;
  const told = `At ${where}: ${first.message}.`;
  return more > 0 ? `${told} There are ${more} more such places.` : told;
}
