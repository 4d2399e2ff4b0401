import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const IGNORED = new Set(["lib/generated"]);

/**
 * A fingerprint of files and folders, named relative to `root`; a missing one counts as empty. Tests are left out:
 * changing one builds nothing anew.
 */
export function hashSources(root: string, sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const source of sources) addTo(hash, root, source);
  return hash.digest("hex");
}

function addTo(hash: Hash, root: string, path: string): void {
  const absolute = join(root, path);
  if (IGNORED.has(path) || !existsSync(absolute)) return;
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort())
      if (!name.startsWith(".")) addTo(hash, root, `${path}/${name}`);
  } else if (!/\.test\.tsx?$/.test(path)) {
    const content = readFileSync(absolute);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
}
