import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";

type Node = { type: string; [part: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** `Nothing was made.`, and `must be a host` as what is wrong with a field. Words that hold together, not code. */
const sentence =
  /^(?:[A-Z][^<>=]* [^<>=]*\.|(?:must|may|is|are|has|needs?|takes|can|cannot|goes|excludes|give|matches|occurs|repeats) [^<>=]+)$/;
/** What only the log, the one who starts the console or who reads its code gets to see. */
const untold =
  /(?:^|\.)(?:trace|debug|info|warn|error|describe|meta|defineEndpoint|Error|EnvironmentError|BootstrapError|TypeError|super|writeAudit|recordAct)$/;

/** The sentences in the code of some folders, with a value wherever one may stand, and the file each is in. */
export function findServerSentences(root: string, folders: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts") || /\.test\.ts$|(?:^|\/)testing\//.test(name)) continue;
      const file = join(folder, name);
      collect(parseAst(readFileSync(join(root, file), "utf8"), { lang: "ts" }), (text) => {
        found.set(text, file);
      });
    }
  }
  return found;
}

function collect(value: unknown, tell: (text: string) => void): void {
  if (Array.isArray(value)) for (const each of value) collect(each, tell);
  if (!isNode(value) || value.type === "ImportDeclaration") return;
  if (isUntold(value)) {
    collect(value.callee, tell);
    return;
  }
  const text = textOf(value)?.replace(/^value (?=[A-Z])/, "");
  if (text !== undefined && sentence.test(text)) tell(text);
  const clause = isNode(value.key) && value.key.name === "why" && isNode(value.value) && textOf(value.value);
  if (clause) tell(clause);
  for (const part of Object.values(value)) collect(part, tell);
}

function isUntold({ type, callee, arguments: given }: Node): boolean {
  if (type !== "CallExpression" && type !== "NewExpression") return false;
  const [first] = given as Node[];
  // An `AppError` of this code answers nothing but its request id.
  return untold.test(nameOf(callee)) || first?.value === "internal";
}

function nameOf(callee: unknown): string {
  if (!isNode(callee)) return "";
  if (callee.type === "Super") return "super";
  if (callee.type !== "MemberExpression") return String(callee.name ?? "");
  return `.${nameOf(callee.property)}`;
}

function textOf({ type, value, quasis }: Node): string | undefined {
  if (type === "Literal" && typeof value === "string") return value;
  if (type !== "TemplateLiteral") return undefined;
  return (quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join("value");
}
