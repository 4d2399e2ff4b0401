"use client";

import { useTranslations } from "use-intl";
import { useErrorText } from "../use-error-text";
import { findPiece, lineFinder, type Piece } from "./json-scan";
import type { OpenDocument } from "./use-document";
import { useModelWords } from "./use-model-words";

/** One thing to say about a place of the text. */
export interface DocumentProblem extends Piece {
  line: number;
  column: number;
  text: string;
  /** `warning` hinders nobody. */
  tone: "fault" | "warning";
}

/** Everything there is to say about the text of a document, from top to bottom. */
export function useDocumentProblems({
  text,
  scan,
  objections,
  modelFaults,
}: OpenDocument): DocumentProblem[] {
  const t = useTranslations("parameters");
  const say = useErrorText();
  const model = useModelWords();
  const placeOf = lineFinder(text);
  const at = (piece: Piece, said: string, tone: DocumentProblem["tone"] = "fault"): DocumentProblem => ({
    ...piece,
    ...placeOf(piece.start),
    text: said,
    tone,
  });
  if (text.trim() === "") return [];
  if (scan.fault) {
    const { word, start, end } = scan.fault;
    return [at(scan.fault, t(`syntax.${word}`, { piece: text.slice(start, end).slice(0, 40) }))];
  }
  if (!text.trimStart().startsWith("{")) return [at(findPiece(scan, ""), t("noObject"))];
  return [
    ...scan.rounded.map((piece) => at(piece, t("rounded", { number: text.slice(piece.start, piece.end) }))),
    ...objections.map((each) => at(findPiece(scan, pathOf(each.field)), say(each))),
    ...scan.repeats.map((piece) => at(piece, t("repeatedKey"), "warning")),
    ...modelFaults.map((each) =>
      at(findPiece(scan, each.path), t("modelSays", { path: each.path, said: model(each) }), "warning"),
    ),
  ].sort((a, b) => a.start - b.start);
}

function pathOf(field: string): string {
  return field.replace(/^w-document\.?/, "");
}
