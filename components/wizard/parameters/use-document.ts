"use client";

import { useMemo } from "react";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelService } from "@/lib/contracts/products";
import { findDocumentObjections } from "@/lib/contracts/task-document";
import { documentTextOf, readDocument, withDocument } from "../draft";
import type { DraftControls } from "../step-props";
import type { DraftError } from "../validate-draft";
import { type JsonScan, scanJson } from "./json-scan";
import { type ModelFault, modelFaults } from "./model-faults";

/** The document of the chosen type as the forms and the JSON view see it. */
export interface OpenDocument {
  text: string;
  /** Null while there is none, undefined while the text is no object or one a form would change by touching it. */
  document: JsonObject | null | undefined;
  scan: JsonScan;
  /** What is wrong: what was told when somebody tried to go on, and what is wrong as it stands. */
  errors: readonly DraftError[];
  /** What the schema alone finds in it as it stands. */
  objections: readonly DraftError[];
  modelFaults: readonly ModelFault[];
  write: (document: JsonObject | null) => void;
  writeText: (text: string) => void;
}

export function useDocument(
  { draft, change }: Pick<DraftControls, "draft" | "change">,
  tried: readonly DraftError[],
  services: readonly ModelService[],
): OpenDocument {
  const text = documentTextOf(draft);
  const type = draft.type ?? "";
  const read = useMemo(() => readText(type, text, services), [type, text, services]);
  // What is missing is no fault while somebody is still writing; what is there and wrong is one at once.
  const told = new Set(tried.map(({ field }) => field));
  const live = read.objections.filter((each) => !told.has(each.field) && !isMissing(each));
  const write = (document: JsonObject | string | null) => change(withDocument(draft, document));
  return { text, ...read, errors: [...tried, ...live], write, writeText: write };
}

function readText(type: string, text: string, services: readonly ModelService[]) {
  const scan = scanJson(text);
  const whole = scan.fault === null || text.trim() === "" ? readDocument(text) : undefined;
  const objections =
    whole === undefined || whole === null
      ? []
      : findDocumentObjections(type, whole).map(({ path, rule, values = {} }): DraftError => {
          const full = path === "" ? "document" : `document.${path}`;
          return { step: "parameters", field: `w-${full}`, text: { rule, values, path: full } };
        });
  return {
    scan,
    // Written anew, a number that had been read inexactly would be another one.
    document: scan.rounded.length > 0 ? undefined : whole,
    objections,
    modelFaults: whole ? modelFaults(whole, services) : [],
  };
}

function isMissing({ text }: DraftError): boolean {
  return "rule" in text && (text.rule === "needed" || text.rule === "too_few");
}
