import {
  type ColumnRule,
  findWorkbookColumns,
  nameMarks,
  type WorkbookType,
} from "@/lib/domain/workbook-columns";
import { fillWords, type WorkbookWords } from "./words";
import { openBook } from "./write/open-book";

/** Characters; room for an id of 24 digits with a name behind it. */
const cellWidth = 42;

/**
 * A workbook to fill in: headings and an example row on the first sheet, where everything typed stays text, and the
 * rules of each column on the second. The example row names a device nobody has, and the check finds it while it is
 * there. The same bytes every time.
 */
export function makeTemplate(type: WorkbookType, words: WorkbookWords): Uint8Array {
  const columns = findWorkbookColumns(type) ?? [];
  const { template } = words;
  const book = openBook([template.devices, template.rules]);
  book.sheet(
    0,
    columns.map(() => cellWidth),
    (sheet) => {
      sheet.row(
        1,
        columns.map(({ heading }) => heading),
        "heading",
      );
      sheet.row(
        2,
        columns.map(({ example, leftEmpty }) => (leftEmpty ? "" : example)),
      );
    },
  );
  book.sheet(1, [20, 50, 10, 80, cellWidth], (sheet) => {
    sheet.row(
      1,
      [template.heading, template.meaning, template.needed, template.allowed, template.example],
      "heading",
    );
    for (const [index, { heading, required, rule, example }] of columns.entries()) {
      const meaning = words.column[heading] ?? "";
      const allowed = describeRule(rule, words);
      sheet.row(index + 2, [heading, meaning, required ? template.yes : template.no, allowed, example]);
    }
    sheet.row(columns.length + 3, [template.exampleRow], "note");
    sheet.row(columns.length + 4, [template.headingsStay], "note");
  });
  return book.bytes();
}

/** What a column takes, in words. */
export function describeRule(rule: ColumnRule, { takes }: WorkbookWords): string {
  switch (rule.kind) {
    case "text":
      return fillWords(takes[`text_${rule.characters}`], { min: rule.min, max: rule.max, marks: nameMarks });
    case "hex":
      return fillWords(takes.hex, { lengths: rule.lengths.join(" / ") });
    case "choice":
      return fillWords(takes.choice, { choices: rule.choices.join(" / ") });
    case "number":
      return fillWords(takes.number, { min: rule.min, max: rule.max });
  }
}
