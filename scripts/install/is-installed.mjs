// Node built-ins only: used before anything is installed.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * True when `node_modules` holds what `package-lock.json` asks for on this machine. npm writes its own record
 * (`node_modules/.package-lock.json`) last, so an install that was cut short has none.
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  const machine = thisMachine();
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : mayBeAbsent(entry, machine);
  });
}

/** Optional packages of other machines stay out; one made for this machine must be there. */
export function mayBeAbsent(entry, machine) {
  if (!entry.optional) return false;
  if (!entry.os || !entry.cpu) return true;
  const fits = (list, value) => !list || list.includes(value);
  return !(fits(entry.os, machine.os) && fits(entry.cpu, machine.cpu) && fits(entry.libc, machine.libc));
}

function thisMachine() {
  process.report.excludeNetwork = true; // looking the network up can take seconds
  const { glibcVersionRuntime } = process.report.getReport().header;
  return { os: process.platform, cpu: process.arch, libc: glibcVersionRuntime ? "glibc" : "musl" };
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}
