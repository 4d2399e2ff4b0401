import { join } from "node:path";
import { ensureBuilt } from "../build/ensure-built";
import { printFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { runProgram } from "../process/run-program";
import { readStartEnvironment } from "../start/start-environment";
import { workerEnvironment } from "./worker-environment";

try {
  const env = workerEnvironment(process.env, readStartEnvironment());
  await ensureBuilt(["worker"]);
  process.exitCode = await runProgram(join(projectRoot, "build", "worker.js"), env);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
