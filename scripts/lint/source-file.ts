import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Token, tokenise } from "./tokenise";

/** A TypeScript file, named relative to the project's folder with forward slashes. */
export type SourceFile = { path: string; tokens: readonly Token[] };

const FOLDERS = ["app", "components", "lib", "server", "worker", "simulator", "scripts", "bench", "e2e"];

export function parseSourceFile(path: string, text: string): SourceFile {
  return { path, tokens: tokenise(text) };
}

/** All TypeScript of the project: the folders of the house and the files beside them, without generated code. */
export function readSourceFiles(root: string): SourceFile[] {
  const beside = readdirSync(root).filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));
  const paths = [...FOLDERS.flatMap((folder) => listFiles(root, folder)), ...beside];
  return paths.map((path) => parseSourceFile(path, readFileSync(join(root, path), "utf8")));
}

/** Tests and what only tests use: exempt from the folder rule, and out of reach for everything else. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)testing\//.test(path);
}

function listFiles(root: string, path: string): string[] {
  const absolute = join(root, path);
  if (path === "lib/generated" || !existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return /\.m?tsx?$/.test(path) ? [path] : [];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => listFiles(root, `${path}/${name}`));
}
