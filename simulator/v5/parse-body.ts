import { z } from "zod";
import { PlatformRefusal } from "../refusals";

/** Parses a body; the first fault becomes the platform's refusal. Bad time texts have a code of their own. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") || "body";
  if (issue?.code === "custom" && issue.params?.timeFormat)
    throw new PlatformRefusal("IOTDA.000009", `${where}.`);
  throw new PlatformRefusal("IOTDA.000006", `${where}: ${issue?.message ?? "not valid"}.`);
}

/** A text of 1 to `max` characters. */
export function shortText(max: number) {
  return z.string().min(1).max(max);
}
