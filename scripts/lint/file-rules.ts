import { readImports } from "./read-imports";
import { isTest, type SourceFile } from "./source-file";
import type { Token } from "./tokenise";
import type { Violation } from "./violation";

const ENVIRONMENT_READERS = [
  /^lib\/env\.ts$/, // the one place that checks it
  /^scripts\//, // they choose the environment of what they start
  /^(bench|e2e)\//,
  /^simulator\/main\.ts$/, // a program of its own, which may share nothing with lib
  /^[\w.]+\.config\.ts$/,
];

/** A file that only passes on what others define hides where things come from, and invites circles. */
export function findBarrels({ path, tokens }: SourceFile): Violation[] {
  const imports = readImports(tokens);
  if (!imports.some((found) => found.reExport)) return [];
  const within = (index: number) => imports.some(({ span: [from, to] }) => index >= from && index <= to);
  const onlyPassesOn = tokens.every((token, index) => token.text === ";" || within(index));
  return onlyPassesOn ? [{ path, line: 1, message: "is a barrel: import from the files themselves" }] : [];
}

/** The environment is read and checked in one place, so that a wrong value is named at the start. */
export function findEnvironmentReads({ path, tokens }: SourceFile): Violation[] {
  if (isTest(path) || ENVIRONMENT_READERS.some((reader) => reader.test(path))) return [];
  return tokens
    .filter((_, index) => matches(tokens, index, ["process", ".", "env"]))
    .map(({ line }) => ({ path, line, message: "reads process.env: only lib/env.ts does" }));
}

/** Server Actions are endpoints without a declared permission: there are none in this house. */
export function findServerActions({ path, tokens }: SourceFile): Violation[] {
  if (isTest(path) || path.startsWith("scripts/")) return [];
  return tokens
    .filter((token) => token.kind === "string" && token.text === "use server")
    .map(({ line }) => ({ path, line, message: `has "use server": Server Actions are not allowed` }));
}

function matches(tokens: readonly Token[], start: number, texts: readonly string[]): boolean {
  return texts.every((text, offset) => tokens[start + offset]?.text === text);
}
