import type { Edge } from "./import-graph";
import type { Violation } from "./violation";

/** One violation for each import that closes a circle, with the way round. */
export function findCycles(edges: readonly Edge[]): Violation[] {
  const outgoing = new Map<string, Edge[]>();
  for (const edge of edges) outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
  const violations: Violation[] = [];
  const done = new Set<string>();
  const way: string[] = [];

  const visit = (path: string): void => {
    if (done.has(path)) return;
    way.push(path);
    for (const edge of outgoing.get(path) ?? []) {
      const start = way.indexOf(edge.to);
      if (start === -1) visit(edge.to);
      else
        violations.push({ path, line: edge.line, message: `closes a circle: ${describe(way.slice(start))}` });
    }
    way.pop();
    done.add(path);
  };

  for (const path of outgoing.keys()) visit(path);
  return violations;
}

function describe(way: readonly string[]): string {
  return [...way, way[0]].join(" → ");
}
