import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "@/scripts/build/bundle";

/** The thread as the build bundles it, with its packages, in a folder of its own; `remove` when done. */
export async function bundleThread(): Promise<{ file: string; remove(): void }> {
  const { outputFiles } = await build({
    ...bundleOptions(["workbook"]),
    packages: "bundle",
    sourcemap: false,
  });
  const folder = mkdtempSync(join(tmpdir(), "workbook-thread-"));
  const file = join(folder, "workbook.mjs");
  writeFileSync(file, outputFiles[0]?.contents ?? "");
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}
