"use client";

import { useTranslations } from "use-intl";
import { lineProblem, marked } from "@/lib/domain/target-lines";
import type { ShownList } from "./use-device-ids";
import { useProblemWords } from "./use-problem-words";

export function lineMark(list: ShownList | null, line: number): { problem: boolean; repeat: boolean } {
  const bits = list?.index.marks[line - 1] ?? 0;
  return { problem: (bits & marked.problem) !== 0, repeat: (bits & marked.repeat) !== 0 };
}

/** What is to be said about a line, in a few words; its first problem speaks for it. */
export function LineNote({ list, line }: { list: ShownList; line: number }) {
  const t = useTranslations("wizard");
  const words = useProblemWords();
  const problem = lineProblem(list.text, list.index, line);
  if (problem) return words(problem);
  const firstLine = list.index.firstLines[line - 1] ?? 0;
  return firstLine > 0 ? t("repeatsLine", { line: firstLine }) : null;
}
