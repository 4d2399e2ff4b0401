import type { z } from "zod";
import { isJsonType, tryParseJson } from "../http/parse-json";
import type { SignedRequest } from "../verify-signature";
import { NaRefusal, type NaRefusalCode } from "./na-refusals";

/** The JSON body of a legacy call; anything else is refused with the call's own code for bad input. */
export function parseNaBody<T>(schema: z.ZodType<T>, request: SignedRequest, code: NaRefusalCode): T {
  const value = isJsonType(request.headers) ? tryParseJson(request.body) : undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NaRefusal(code, {
    detail: `${issue?.path.join(".") || "body"}: ${issue?.message ?? "not valid"}.`,
  });
}
