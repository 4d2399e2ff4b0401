// Node built-ins only: this is what installs everything else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "../process/file-lock.mjs";
import { isInstalled } from "./is-installed.mjs";
import { describeOldNode } from "./node-version.mjs";
import { runNpmCi } from "./run-npm-ci.mjs";

/**
 * Installs the dependencies when they are missing or differ from the lock file; does nothing otherwise.
 * Rejects with a message of one or a few lines, meant to be shown as it is.
 */
export async function ensureInstalled(root) {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const tooOld = describeOldNode(process.version, engines.node);
  if (tooOld) throw new Error(tooOld);
  if (isInstalled(root)) return;
  const onWait = () => console.log("Waiting for another process that is installing the dependencies …");
  await withFileLock(join(root, ".cache", "install.lock"), () => installOnce(root), { onWait }).catch(
    explain,
  );
}

async function installOnce(root) {
  if (isInstalled(root)) return;
  console.log("Installing the dependencies, once (up to a minute) …");
  const started = Date.now();
  const heartbeat = setInterval(() => console.log(`  still installing (${seconds(started)} s)`), 15_000);
  try {
    await runNpmCi(root);
  } finally {
    clearInterval(heartbeat);
  }
  console.log(`  installed in ${seconds(started)} s`);
}

function explain(error) {
  if (["EACCES", "EPERM", "EROFS"].includes(error.code)) {
    throw new Error(`The dependencies cannot be installed: ${error.path} cannot be written (${error.code}).`);
  }
  throw error;
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}
