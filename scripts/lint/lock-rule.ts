export type LockedPackage = { version?: string; optionalDependencies?: Record<string, string> };

/**
 * Platform packages that a locked package names without being locked themselves: `npm ci` then fails on the machines
 * that need them, and npm writes such a lock without a word when the registry lacks one of them.
 */
export function findUnlocked(packages: Record<string, LockedPackage>): string[] {
  return Object.entries(packages).flatMap(([path, { version, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(
        ([name, range]) => `${path || "package.json"}${version ? `@${version}` : ""} needs ${name}@${range}`,
      ),
  );
}
