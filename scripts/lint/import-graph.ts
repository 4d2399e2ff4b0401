import { posix } from "node:path";
import { type Import, readImports } from "./read-imports";
import type { SourceFile } from "./source-file";

/** An import of one file by another of this project. */
export type Edge = Import & { from: string; to: string };
/** An import of a package or of a part of Node. */
export type PackageImport = Import & { from: string };

export type ImportGraph = { edges: Edge[]; packages: PackageImport[] };

export function buildImportGraph(files: readonly SourceFile[]): ImportGraph {
  const known = new Set(files.map((file) => file.path));
  const graph: ImportGraph = { edges: [], packages: [] };
  for (const file of files) {
    for (const found of readImports(file.tokens)) {
      const target = resolveInProject(file.path, found.specifier);
      if (target === null) graph.packages.push({ ...found, from: file.path });
      else graph.edges.push({ ...found, from: file.path, to: withExtension(target, known) });
    }
  }
  return graph;
}

function resolveInProject(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return posix.normalize(specifier.slice(2));
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  return null;
}

/** Files that are not TypeScript, or not there yet, keep the name they were asked for by. */
function withExtension(path: string, known: ReadonlySet<string>): string {
  const bare = path.replace(/\.js$/, "");
  const candidates = [path, `${bare}.ts`, `${bare}.tsx`, `${path}/index.ts`, `${path}/index.tsx`];
  return candidates.find((candidate) => known.has(candidate)) ?? path;
}
