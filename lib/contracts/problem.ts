import * as z from "zod";
import { errorCodes } from "@/lib/errors";

/** RFC 9457 `application/problem+json`: the one shape of every error answer. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(errorCodes),
  requestId: z.string(),
  invalidParams: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  /** With `forbidden`: the same call is allowed after such a proof at `/api/auth/step-up`. */
  stepUp: z.enum(["password", "code"]).optional(),
  upstream: z
    .strictObject({
      status: z.int().nullable(),
      errorCode: z.string().nullable(),
      errorMessage: z.string().nullable(),
      requestId: z.string().nullable(),
    })
    .optional(),
  hint: z.string().optional(),
  /** Names title and hint in the message catalogues: `upstream.{hintKey}`. */
  hintKey: z.string().optional(),
  /** With hint `count_changed`: how many devices the caller meant, and how many a filter matches now. */
  difference: z.strictObject({ expected: z.int().min(0), found: z.int().min(0) }).optional(),
  /** The action the platform's user of this connection lacks, as IAM calls it. */
  missingPermission: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
