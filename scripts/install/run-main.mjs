// Node built-ins only until `ensureInstalled` has returned.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureInstalled } from "./ensure-installed.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Installs what is missing, then runs the TypeScript file in this same process, so that signals reach it directly.
 * The working directory becomes the project's folder, wherever the command was called.
 */
export async function runMain(file) {
  process.chdir(root);
  try {
    await ensureInstalled(root);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL(join(root, file)).href);
}
