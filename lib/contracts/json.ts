import * as z from "zod";

/** A JSON object passed through unchanged, with the platform's own keys. */
export const JsonObject = z.record(z.string(), z.json());
export type JsonObject = z.infer<typeof JsonObject>;

/** ISO 8601 in UTC, as every time in the API. There is no year 0, and no database takes one. */
export const Instant = z.iso.datetime().refine((text) => !text.startsWith("0000"), "Invalid ISO datetime");
