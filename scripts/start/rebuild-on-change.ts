import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type BuildResult, context, formatMessages, type OutputFile } from "esbuild";
import { bundleOptions, type EntryName } from "../build/bundle";
import { writeAtomically } from "../process/write-atomically";

/**
 * Bundles again whenever a source changes and reports the programs whose code became another. Returns how to stop.
 * Mistakes are shown, and the old programs go on.
 */
export async function rebuildOnChange(
  names: readonly EntryName[],
  onChange: (name: EntryName) => void,
): Promise<() => Promise<void>> {
  const seen = new Map<string, string>();
  const report = async ({ errors, outputFiles = [] }: BuildResult) => {
    if (errors.length > 0)
      console.error((await formatMessages(errors, { kind: "error", color: true })).join("\n"));
    for (const file of outputFiles) {
      writeAtomically(file.path, file.contents);
      const name = names.find((candidate) => `${candidate}.js` === basename(file.path));
      if (name && isNew(file)) onChange(name);
    }
  };
  const isNew = ({ path, contents }: OutputFile) => {
    const [before, now] = [seen.get(path), createHash("sha256").update(contents).digest("hex")];
    seen.set(path, now);
    return before !== undefined && before !== now;
  };
  const watcher = await context({
    ...bundleOptions(names),
    plugins: [{ name: "report", setup: (build) => build.onEnd(report) }],
  });
  await watcher.watch();
  return () => watcher.dispose();
}
