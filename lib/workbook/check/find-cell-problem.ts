import {
  type ColumnRule,
  nameMarks,
  type WorkbookColumn,
  type WorkbookRule,
} from "@/lib/domain/workbook-columns";

export interface CellProblem {
  rule: WorkbookRule;
  /** For the words of the rule: `workbook.{rule}`. */
  values: Record<string, string | number>;
}

type TextRule = Extract<ColumnRule, { kind: "text" }>;

const idCharacters = /^[A-Za-z0-9_-]*$/;
const nameCharacters = /^[\p{Script=Han}A-Za-z0-9_?'#().,&%@!-]*$/u;
const hexCharacters = /^[0-9A-Fa-f]*$/;
const wholeNumber = /^\d{1,15}$/;

/**
 * What is wrong with the text of a cell, by the rule of its column; empty when it has none. The platform gets the file
 * as it is, so blanks around a value count: they are named for themselves, because nobody sees them.
 */
export function findCellProblem({ rule, required }: WorkbookColumn, text: string): CellProblem | null {
  if (text === "" || (required && text.trim() === "")) return required ? problem("missing") : null;
  const free = rule.kind === "text" && rule.characters === "any";
  if (!free && text !== text.trim()) return problem("blanks");
  switch (rule.kind) {
    case "text":
      return findTextProblem(rule, text);
    case "hex":
      return hexCharacters.test(text) && rule.lengths.includes(text.length)
        ? null
        : problem("hex", { lengths: rule.lengths.join(" / ") });
    case "choice":
      return rule.choices.includes(rule.anyCase ? text.toLowerCase() : text)
        ? null
        : problem("choice", { choices: rule.choices.join(" / ") });
    case "number":
      return wholeNumber.test(text) && Number(text) >= rule.min && Number(text) <= rule.max
        ? null
        : problem("whole_number", { min: rule.min, max: rule.max });
  }
}

function findTextProblem({ characters, min, max }: TextRule, text: string): CellProblem | null {
  if (characters === "id" && !idCharacters.test(text)) return problem("id_characters");
  if (characters === "name" && !nameCharacters.test(text)) {
    return problem("name_characters", { marks: nameMarks });
  }
  const length = [...text].length;
  if (length < min) return problem("too_short", { length, min });
  return length > max ? problem("too_long", { length, max }) : null;
}

function problem(rule: WorkbookRule, values: CellProblem["values"] = {}): CellProblem {
  return { rule, values };
}
