import { findCycles } from "./cycle-rule";
import { findBarrels, findEnvironmentReads, findServerActions } from "./file-rules";
import { findForbiddenImports } from "./folder-rules";
import { buildImportGraph } from "./import-graph";
import { findUnguardedRoutes } from "./route-rule";
import type { SourceFile } from "./source-file";
import type { Violation } from "./violation";

const FILE_RULES = [findBarrels, findEnvironmentReads, findServerActions, findUnguardedRoutes];

/** Everything in these files that breaks a rule of the house, in the order of the files. */
export function findViolations(files: readonly SourceFile[]): Violation[] {
  const graph = buildImportGraph(files);
  const violations = [
    ...findForbiddenImports(graph),
    ...findCycles(graph.edges),
    ...FILE_RULES.flatMap((rule) => files.flatMap((file) => rule(file))),
  ];
  return violations.sort((left, right) => left.path.localeCompare(right.path) || left.line - right.line);
}
