// Node built-ins only: used before anything is installed.
import { spawn } from "node:child_process";
import { boundToUs } from "../process/bound-to-us.mjs";
import { npmCommand } from "./npm-command.mjs";

// Development packages too, whatever NODE_ENV says: the build needs them.
const ARGUMENTS = [
  "ci",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--include=dev",
  "--include=optional",
];

/** Runs `npm ci`; rejects with the end of its output when it fails. A signal ends npm first, then this process. */
export function runNpmCi(root) {
  const [file, first] = npmCommand();
  const bound = file === process.execPath ? boundToUs() : [];
  const windows = process.platform === "win32";
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...bound, ...first, ...ARGUMENTS], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: windows && file === "npm",
      detached: !windows,
    });
    let output = "";
    const collect = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const stop = (signal) => {
      killGroup(child);
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.once(signal, stop);
    const done = (settle) => {
      for (const signal of signals) process.off(signal, stop);
      settle();
    };
    child.on("error", (error) =>
      done(() =>
        reject(
          error.code === "ENOENT" ? new Error("npm was not found: install Node together with npm.") : error,
        ),
      ),
    );
    child.on("close", (code) =>
      done(() => (code === 0 ? resolve() : reject(new Error(`npm ci failed:\n${lastLines(output)}`)))),
    );
  });
}

function killGroup(child) {
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It ended by itself in the meantime.
  }
}

function lastLines(output) {
  return output.trimEnd().split("\n").slice(-25).join("\n");
}
