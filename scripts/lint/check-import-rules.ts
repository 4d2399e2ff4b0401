import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { findViolations } from "./import-rules";
import { readSourceFiles } from "./source-file";

/** Throws with one line for each violation, `file:line` first. */
export async function checkImportRules(): Promise<void> {
  const violations = findViolations(readSourceFiles(projectRoot));
  if (violations.length === 0) return;
  const lines = violations.map(({ path, line, message }) => `  ${path}:${line} ${message}`);
  throw new CommandFailure(`Import rules broken:\n${lines.join("\n")}`);
}
