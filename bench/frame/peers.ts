import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hashSources } from "@/scripts/build/source-hash";
import { isInstalled } from "@/scripts/install/is-installed.mjs";
import { npmCommand } from "@/scripts/install/npm-command.mjs";
import { withFileLock } from "@/scripts/process/file-lock.mjs";
import { projectRoot } from "@/scripts/process/project-root";
import { mustRun } from "@/scripts/process/run-child";
import { boundTool } from "@/scripts/process/tools";
import { writeAtomically } from "@/scripts/process/write-atomically";

const cache = join(projectRoot, ".cache");
const folder = join(cache, "peers");
const stamp = join(folder, "built.stamp");

/**
 * Installs what `bench/peers/package.json` names into `.cache/peers`, where no tool of the project looks, and answers
 * that folder. Only benchmarks do: half a gigabyte that neither the console nor its tests want.
 */
export async function installPeers(signal: AbortSignal): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const onWait = () => console.log("Waiting for another process that is installing the peers …");
  await withFileLock(join(cache, "peers.lock"), () => install(signal), { onWait, signal });
  return folder;
}

/** The peers' pages, built by the project's own Next; `.cache/peers/serve.mjs` serves them. */
export async function buildPeers(signal: AbortSignal): Promise<void> {
  await installPeers(signal);
  const hash = hashSources(projectRoot, ["bench/peers", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  for (const name of ["app", "next.config.mjs", "serve.mjs"]) {
    rmSync(join(folder, name), { recursive: true, force: true });
    cpSync(join(projectRoot, "bench", "peers", name), join(folder, name), { recursive: true });
  }
  console.log("  building the peers' pages …");
  await mustRun("next build of the peers", {
    ...boundTool("next", "build"),
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    signal,
  });
  writeAtomically(stamp, hash);
}

async function install(signal: AbortSignal): Promise<void> {
  for (const name of ["package.json", "package-lock.json"])
    cpSync(join(projectRoot, "bench", "peers", name), join(folder, name));
  if (isInstalled(folder)) return;
  console.log("  installing the peers, once (a minute or two) …");
  const [file, first] = npmCommand();
  const args = [...first, "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  await mustRun("npm ci of the peers", { file, args, cwd: folder, signal });
}
