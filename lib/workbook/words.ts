import type { ColumnRule, WorkbookRule } from "@/lib/domain/workbook-columns";

type TextRule = Extract<ColumnRule, { kind: "text" }>;
export type RuleKind = `text_${TextRule["characters"]}` | Exclude<ColumnRule["kind"], "text">;

/**
 * The texts of workbooks in one language: the namespace `workbook` of a message catalogue as it is written, which has
 * places (`{name}`) but no plurals. By rule, what is wrong with a cell; and beside that:
 */
export interface WorkbookWords extends Readonly<Record<WorkbookRule, string>> {
  /** What a column is for, by heading. */
  column: Readonly<Record<string, string>>;
  /** What a column takes, by kind of its rule. */
  takes: Readonly<Record<RuleKind, string>>;
  template: Readonly<
    Record<"devices" | "rules" | "heading" | "meaning" | "needed" | "allowed" | "example", string> &
      Record<"yes" | "no" | "exampleRow" | "headingsStay", string>
  >;
  /** Headings and sentences of what became of devices. */
  results: Readonly<Record<"advice" | "note" | "status" | "code" | "whatToDo", string>>;
  /** The heading above the problems of a marked workbook. */
  problems: string;
}

/** Puts values in the places of a text, without the formatter of the screens: threads have none. */
export function fillWords(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}
