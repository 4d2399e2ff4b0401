import type { Token } from "./tokenise";

export type Import = {
  /** As written: `@/lib/errors`, `./rows`, `zod`. */
  specifier: string;
  /** Only types are imported, so nothing is left of it at run time. */
  typeOnly: boolean;
  /** `export … from`: the file passes on what it does not define. */
  reExport: boolean;
  line: number;
  /** First and last token of the statement. */
  span: readonly [from: number, to: number];
};

/** Every `import … from`, `import "…"`, `import("…")` and `export … from` of a file. */
export function readImports(tokens: readonly Token[]): Import[] {
  const imports: Import[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const found = readImport(tokens, index);
    if (!found) continue;
    imports.push(found);
    index = found.span[1];
  }
  return imports;
}

function readImport(tokens: readonly Token[], start: number): Import | null {
  const token = tokens[start];
  if (token?.kind !== "word" || tokens[start - 1]?.text === ".") return null;
  if (token.text !== "import" && token.text !== "export") return null;
  const describe = (end: number, typeOnly: boolean): Import | null => {
    const specifier = tokens[end];
    if (specifier?.kind !== "string") return null;
    const reExport = token.text === "export";
    return { specifier: specifier.text, typeOnly, reExport, line: token.line, span: [start, end] };
  };
  const next = tokens[start + 1];
  if (token.text === "import" && next?.kind === "string") return describe(start + 1, false);
  if (token.text === "import" && next?.text === "(") return describe(start + 2, false);
  const from = findFrom(tokens, start + 1);
  return from === null ? null : describe(from + 1, isTypeOnly(tokens.slice(start + 1, from)));
}

/** The position of the statement's `from`, given that only a clause of names stands before it. */
function findFrom(tokens: readonly Token[], start: number): number | null {
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === "word" && token.text === "from" && tokens[index + 1]?.kind === "string") return index;
    if (token?.kind !== "word" && !["{", "}", ",", "*"].includes(token?.text ?? "")) return null;
  }
  return null;
}

function isTypeOnly(clause: readonly Token[]): boolean {
  if (clause[0]?.text === "type") return true;
  const open = clause.findIndex((token) => token.text === "{");
  if (open !== 0) return false;
  const names = clause
    .slice(1, -1)
    .map((token) => token.text)
    .join(" ")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.length > 0 && names.every((name) => name.startsWith("type "));
}
