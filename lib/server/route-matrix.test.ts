import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import type { Endpoint } from "@/lib/contracts/endpoint";
import { endpoints } from "@/lib/contracts/endpoints";
import { Permission } from "@/lib/contracts/permission";

const root = join(import.meta.dirname, "../..");

/** Open to everybody, each with the reason. */
const openRoutes: Record<string, string> = {
  "app/api/auth/[...all]/route.ts": "signing in; its own exact list of methods and paths",
  "app/api/[[...rest]]/route.ts": "answers 404 to every unknown address",
  "app/healthz/route.ts": "says only that the process is up",
  "app/readyz/route.ts": "says only that the database is reachable and migrated",
};
const openPages: Record<string, string> = {
  "app/embed/sign-in/page.tsx": "what a frame without a session shows; holds no data",
};

/** Paths below `app` with forward slashes. */
function findFiles(name: string): string[] {
  const found = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** `/connections/{connection}/tasks` → `app/api/v1/connections/[connection]/tasks/route.ts`. */
function routeFileOf({ path }: Endpoint): string {
  return `app/api/v1${path.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
}

describe("the access of every route and page (S1.3)", () => {
  const routes = findFiles("route.ts").filter((path) => !(path in openRoutes));
  const pages = findFiles("page.tsx").filter((path) => /^app\/(\(console\)|embed)\//.test(path));

  it.each(routes)("%s: every export is made by route()", (path) => {
    const text = read(path);
    const exported = [...text.matchAll(/^export\s+(?:const|async|function|default|\{|\*|let|var).*$/gm)];
    const methods = exported.map(([line]) => line).filter((line) => !/^export const dynamic\b/.test(line));
    expect(methods.length).toBeGreaterThan(0);
    for (const line of methods) expect(line).toMatch(/^export const (GET|POST|PUT|DELETE) = route\(/);
  });

  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    "%s: has its route, its access and no other",
    (id, endpoint) => {
      const path = routeFileOf(endpoint);
      expect(existsSync(join(root, path)), path).toBe(true);
      const text = read(path);
      const given = new RegExp(`export const ${endpoint.method} = route\\(\\s*(\\w+)`).exec(text)?.[1];
      const imported = new RegExp(`(\\w+) as ${given}\\b`).exec(text)?.[1] ?? given;
      expect(imported).toBe(id);
      expect(["signed_in", ...Permission.options]).toContain(endpoint.access);
    },
  );

  it("has no route without an endpoint", () => {
    const known = new Set(endpoints.map(routeFileOf));
    expect(routes.filter((path) => path.startsWith("app/api/v1/") && !known.has(path))).toEqual([]);
  });

  it.each(pages.filter((path) => !(path in openPages)))(
    "%s: opens with a permission of the table",
    (path) => {
      const [, call] =
        /^export default async function \w+\([\s\S]*?\bawait openPage\(\{([\s\S]*?)\}\)/m.exec(read(path)) ??
        [];
      const permission = /\bpermission:\s*"(\w+)"/.exec(call ?? "")?.[1];
      expect(["signed_in", ...Permission.options]).toContain(permission);
      expect(call).toMatch(/\bsurface:\s*"(console|embed)"/);
      expect(call?.includes('"embed"')).toBe(path.startsWith("app/embed/"));
      if (path.includes("[connection]")) expect(call).toMatch(/\bconnection\b/);
    },
  );

  it("keeps the lists of what is open true", () => {
    const there = new Set([...findFiles("route.ts"), ...findFiles("page.tsx")]);
    // A frame without a session is sent to the framed sign-in as soon as there are framed pages at all.
    const framed = pages.some((path) => path.startsWith("app/embed/"));
    const listed = [...Object.keys(openRoutes), ...(framed ? Object.keys(openPages) : [])];
    expect(listed.filter((path) => !there.has(path))).toEqual([]);
  });
});
