"use client";

import type { ApiError } from "@/lib/client/api-error";
import { useProblemSentence } from "./problem-details";

/** An error in one sentence, for places that load their words for failures when there is one. */
export function ProblemSentence({ error }: { error: ApiError }) {
  return useProblemSentence()(error);
}
