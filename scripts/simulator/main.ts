import { join } from "node:path";
import { ensureBuilt } from "../build/ensure-built";
import { printFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { runProgram } from "../process/run-program";
import { loadEnvFile } from "../start/start-environment";

try {
  loadEnvFile();
  await ensureBuilt(["simulator"]);
  process.exitCode = await runProgram(join(projectRoot, "build", "simulator.js"), process.env);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
