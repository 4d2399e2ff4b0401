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
  // Side by side: together they take little longer than the unit tests alone.
  await Promise.all([
    board.check("format and lint", () => checkFormatAndLint(surroundings)),
    board.check("types", () => checkTypes(surroundings)),
    board.check("import rules", checkImportRules),
    board.check("lock file is complete", checkLockComplete),
    board.count("unit tests", () => runUnitTests({ ...surroundings, patterns: [] })),
  ]);
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  board.fail("check", "stopped before its end");
}
console.log(board.summary());
process.exit(board.hasFailed ? 1 : 0);
