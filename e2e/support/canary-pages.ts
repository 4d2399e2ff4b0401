import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CanaryVisitor } from "./canary-visitor";

const appFolder = resolve(import.meta.dirname, "../../app");

/** Values of address parameters that belong together: a connection, and what there is of it. */
export type Stop = Readonly<Record<string, string>>;

/** Addresses of all pages of the build, as the folders below `app/` name them. */
function pagePatterns(folder = appFolder, address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "page.tsx") return [address || "/"];
    if (!entry.isDirectory() || entry.name.startsWith("_") || entry.name === "api") return [];
    const step = entry.name.startsWith("(") ? "" : `/${entry.name}`;
    return pagePatterns(join(folder, entry.name), address + step);
  });
}

/** The addresses of every page; throws for a parameter that no stop has a value for. */
export function pageAddresses(stops: readonly Stop[]): string[] {
  return pagePatterns().flatMap((pattern) => fillIn(pattern, stops));
}

/** Every page as HTML and as the payload React asks for. */
export async function visitPages(visitor: CanaryVisitor, stops: readonly Stop[]): Promise<void> {
  for (const path of pageAddresses(stops)) {
    await visitor.get(path);
    // Next's own browser code asks so; without the mark in the address it is sent there first.
    await visitor.get(`${path}?_rsc`, { rsc: "1" });
  }
}

/** Every reading route of the API, and the events of every task. */
export async function visitApi(visitor: CanaryVisitor, stops: readonly Stop[]): Promise<void> {
  for (const path of await readingRoutes(visitor, stops)) await visitor.get(path);
  for (const path of fillIn("/api/v1/connections/{connection}/events?task={taskId}", stops)) {
    await visitor.get(path);
  }
}

async function readingRoutes(visitor: CanaryVisitor, stops: readonly Stop[]): Promise<string[]> {
  const { text } = await visitor.get("/api/v1/openapi.json");
  const { paths }: { paths: Record<string, object> } = JSON.parse(text);
  return Object.entries(paths)
    .filter(([, methods]) => "get" in methods)
    .flatMap(([path]) => fillIn(`/api/v1${path}`, stops));
}

function fillIn(pattern: string, stops: readonly Stop[]): string[] {
  const parameter = /[[{](\w+)[\]}]/g;
  const names = [...pattern.matchAll(parameter)].map(([, name = ""]) => name);
  const fitting = stops.filter((stop) => names.every((name) => stop[name] !== undefined));
  if (fitting.length === 0 && names.length > 0) {
    throw new Error(`the canary needs a stop for ${pattern}: tell it in canary.spec.ts`);
  }
  const filled = fitting.map((stop) => pattern.replace(parameter, (_, name: string) => stop[name] ?? ""));
  return names.length === 0 ? [pattern] : [...new Set(filled)];
}
