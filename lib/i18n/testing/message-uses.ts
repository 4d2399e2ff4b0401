import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the screens ask for: `namespace.key`, with `*` where a part is only known at run time. */
export function findMessageUses(root: string, folders: readonly string[]): Set<string> {
  const uses = new Set<string>();
  for (const folder of folders) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (/\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)) {
        collectUses(readFileSync(join(root, folder, file), "utf8"), uses);
      }
    }
  }
  return uses;
}

/** Every literal a translator could be given in a file counts for all namespaces that variable has there. */
function collectUses(source: string, uses: Set<string>): void {
  const opened = source.matchAll(/const (\w+) = (?:await )?(?:useTranslations|translate)\("([\w.]+)"\)/g);
  const namespaces = new Map<string, Set<string>>();
  for (const [, variable = "", namespace = ""] of opened) {
    namespaces.set(variable, (namespaces.get(variable) ?? new Set()).add(namespace));
  }
  const literals = [...source.matchAll(/"([\w.]+)"|`([\w.${}[\]]+)`/g)].map(([, plain, template]) =>
    plain === undefined ? (template ?? "").replace(/\$\{[^}]*\}/g, "*") : plain,
  );
  for (const own of namespaces.values()) {
    for (const namespace of own) {
      for (const literal of literals) if (/\w/.test(literal)) uses.add(`${namespace}.${literal}`);
    }
  }
}

/** Whether a key is asked for, by its name or by a pattern. */
export function isUsed(key: string, uses: ReadonlySet<string>): boolean {
  if (uses.has(key)) return true;
  for (const use of uses) {
    if (!use.includes("*")) continue;
    const pattern = use.split("*").map((part) => part.replace(/[.]/g, "\\."));
    if (new RegExp(`^${pattern.join("[\\w-]+")}$`).test(key)) return true;
  }
  return false;
}
