import { z } from "zod";
import { fromLegacyWord } from "@/lib/domain/legacy-words";
import type { PlatformPage, PlatformSubtask } from "@/lib/domain/platform-task";
import { cleanText } from "../platform-text";
import { textOrNull } from "../wire/mapped-values";
import type { ApiTaskDetail, ApiTaskDetails } from "./api-types";
import { type PagePlace, placeAfter } from "./page-place";

/** Sheet §13.6. */
export function toSubtask(api: ApiTaskDetail): PlatformSubtask {
  const word = cleanText(api.status);
  return {
    target: cleanText(api.param.deviceId),
    status: fromLegacyWord(word),
    platformStatus: word,
    output: asText(api.output),
    ...toFailure(asText(api.error)),
    commandId: textOrNull(api.param.commandId),
  };
}

/** The rows from the place on. An empty page is the last one, whatever the total says. */
export function toSubtaskPage(api: ApiTaskDetails, place: PagePlace): PlatformPage<PlatformSubtask> {
  const rows = (api.taskDetails ?? []).map(toSubtask);
  const next = placeAfter(place);
  return {
    rows: rows.slice(place.skip),
    total: api.totalCount,
    marker: rows.length === 0 || next >= api.totalCount ? null : String(next),
  };
}

const ErrorText = z.object({
  error_code: z.union([z.string(), z.number()]).nullish(),
  error_desc: z.string().nullish(),
  error_msg: z.string().nullish(),
});

/** The error is JSON in a text; a text that is none is shown as it came. */
function toFailure(text: string | null): Pick<PlatformSubtask, "errorCode" | "errorMessage"> {
  if (text === null) return { errorCode: null, errorMessage: null };
  const value = parseJson(text);
  if (value === null) return { errorCode: null, errorMessage: null };
  const parsed = ErrorText.safeParse(value);
  if (!parsed.success) return { errorCode: null, errorMessage: text };
  const { error_code: code, error_desc: description, error_msg: message } = parsed.data;
  const failure = {
    errorCode: textOrNull(code === null || code === undefined ? null : String(code)),
    errorMessage: textOrNull(description ?? message),
  };
  return failure.errorCode === null && failure.errorMessage === null
    ? { ...failure, errorMessage: text }
    : failure;
}

/** Undefined when it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asText(value: ApiTaskDetail["output"]): string | null {
  return textOrNull(typeof value === "object" && value !== null ? JSON.stringify(value) : value);
}
