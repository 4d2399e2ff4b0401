import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import { parsePlatformTime } from "./times";

/*
 * Answers as the sheet describes them, read tolerantly: unknown fields pass, what may be absent may also
 * be null, words of enums are plain texts. Ids are texts: a number may already have lost digits.
 */

export const Id = z.string().min(1);
export const Text = z.string().nullish();
export const Counter = z.int().min(0).nullish();

/** Either format, as ISO 8601 with milliseconds; absent and empty are null. */
export const Time = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text === null || text === undefined || text === "") return null;
    const iso = parsePlatformTime(text);
    if (iso === null) context.addIssue({ code: "custom", message: "is a time in neither format" });
    return iso;
  });

const deepest = 100;

/** Passed through as it is, so it must have survived parsing: an integer beyond 2^53 has not. */
export const Passthrough = z
  .custom<JsonObject>((value) => typeof value === "object" && value !== null && !Array.isArray(value), {
    message: "Invalid input: expected object",
  })
  .refine((value) => isFaithful(value, deepest), {
    message: "holds a number too large to be exact, or too many levels",
  });

function isFaithful(value: unknown, levels: number): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isFaithful(inner, levels - 1));
}
