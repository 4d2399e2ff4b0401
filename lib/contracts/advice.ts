import * as z from "zod";
import { Instant } from "./json";

/** What a retry is good for. */
export const Verdict = z.enum(["retry_helps", "check_first", "fix_first"]);
export type Verdict = z.infer<typeof Verdict>;

/** What the console itself knows of a cause. */
export const Advice = z.strictObject({
  verdict: Verdict,
  /** Names the text in the message catalogues: `upstream.{key}.hint`, or else `advice.{key}`. */
  key: z.string(),
});
export type Advice = z.infer<typeof Advice>;

/** What a team knows of a cause beyond that. */
export const CauseNote = z.strictObject({
  /** The key it is kept under, which rows stored long ago may have instead of today's. */
  cause: z.string(),
  /** Null: the verdict of the built-in advice holds. */
  verdict: Verdict.nullable(),
  text: z.string(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  at: Instant,
  /** Goes with the next change of it. */
  version: z.int().min(1),
});
export type CauseNote = z.infer<typeof CauseNote>;
