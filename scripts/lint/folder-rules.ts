import type { Edge, ImportGraph, PackageImport } from "./import-graph";
import { LAYERS, layerOf, PACKAGE_RULES } from "./import-table";
import { isTest } from "./source-file";
import type { Violation } from "./violation";

/** Imports that the table of folders forbids. Tests may import what they like. */
export function findForbiddenImports({ edges, packages }: ImportGraph): Violation[] {
  return [
    ...edges.filter((edge) => !isTest(edge.from)).flatMap(judgeEdge),
    ...packages.filter((found) => !isTest(found.from)).flatMap(judgePackage),
  ];
}

function judgeEdge(edge: Edge): Violation[] {
  const { from, to, line, specifier } = edge;
  const [source, target] = [layerOf(from), layerOf(to)];
  const { may } = LAYERS[source];
  const refuse = (reason: string) => [{ path: from, line, message: `imports ${specifier}: ${reason}` }];
  if (isTest(to) && source !== "tools") return refuse("that is for tests");
  if (source === target || may === "everything") return [];
  const allowed: readonly string[] = may;
  if (allowed.includes(target)) return [];
  if (allowed.includes(`types:${target}`))
    return edge.typeOnly ? [] : refuse(`${source} may use the types of ${target} only`);
  return refuse(`${source} may not reach ${target}`);
}

function judgePackage({ from, line, specifier }: PackageImport): Violation[] {
  const layer = layerOf(from);
  const own = LAYERS[layer];
  const refuse = (reason: string) => [{ path: from, line, message: `imports ${specifier}: ${reason}` }];
  const only: readonly string[] | null = "packages" in own ? own.packages : null;
  if (only && !only.some((name) => isOf(specifier, name)))
    return refuse(`${layer} may use ${only.join(", ")} only`);
  const broken = PACKAGE_RULES.find(
    ({ names, allows }) => names.some((name) => isOf(specifier, name)) && !allows(layer),
  );
  return broken ? refuse(broken.why) : [];
}

/** True for the package itself, a path within it, and everything of Node for `node:`. */
function isOf(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(name.endsWith(":") ? name : `${name}/`);
}
