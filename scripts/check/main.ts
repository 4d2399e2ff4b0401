import { ensureBuilt } from "../build/ensure-built";
import { checkImportRules } from "../lint/check-import-rules";
import { checkLockComplete } from "../lint/check-lock-complete";
import { listenForStop, Stopped } from "../process/stop-signal";
import { Scoreboard } from "../test/scoreboard";
import { runUnitTests } from "../test/suites";
import { testEnvironment } from "../test/test-environment";
import { checkFormatAndLint, checkTypes } from "./checks";

const signal = listenForStop();
const surroundings = { env: testEnvironment(), signal };
const board = new Scoreboard();

try {
  await board.check("database client", () => ensureBuilt(["client"], signal));
  await board.check("format and lint", () => checkFormatAndLint(surroundings));
  await board.check("types", () => checkTypes(surroundings));
  await board.check("import rules", checkImportRules);
  await board.check("lock file is complete", checkLockComplete);
  await board.count("unit tests", () => runUnitTests({ ...surroundings, patterns: [] }));
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  board.fail("check", "stopped before its end");
}
console.log(board.summary());
process.exit(board.hasFailed ? 1 : 0);
