"use client";

import { useTranslations } from "use-intl";
import { longestTarget, type TargetProblem } from "@/lib/domain/target-list";

/** What is wrong with a piece, in a few words. */
export function useProblemWords(): (problem: TargetProblem) => string {
  const t = useTranslations("wizard");
  return (problem) => {
    if (problem.kind === "space") return t("problem.space", { column: problem.column });
    if (problem.kind === "too_long") {
      return t("problem.tooLong", { length: Number(problem.detail), limit: longestTarget });
    }
    return t("problem.character", { character: problem.detail, column: problem.column });
  };
}
