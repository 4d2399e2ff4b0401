import { printFailure } from "../process/command-failure";
import { Stopped } from "../process/stop-signal";
import type { Tally } from "./tally";

/** Runs the steps of a test run, shows how each went, and adds up the figures of its last line. */
export class Scoreboard {
  private readonly total = { passed: 0, failed: 0 };
  private readonly failures: string[] = [];

  /** A step that passes unless it throws; it counts as one. Returns whether it passed. */
  check(name: string, action: () => Promise<unknown>): Promise<boolean> {
    return this.count(name, async () => {
      await action();
      return { passed: 1, failed: 0 };
    });
  }

  /** A step that counts as many as the tests it ran. Returns whether all of them passed. */
  async count(name: string, action: () => Promise<Tally>): Promise<boolean> {
    const started = performance.now();
    const tally = await action().catch((error): Tally => {
      if (error instanceof Stopped) throw error;
      printFailure(error);
      return { passed: 0, failed: 1 };
    });
    this.total.passed += tally.passed;
    this.total.failed += tally.failed;
    if (tally.failed > 0) {
      this.failures.push(...(tally.names?.length ? tally.names.map((each) => `${name} > ${each}`) : [name]));
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${tally.failed === 0 ? "PASS" : "FAIL"}  ${name} (${seconds} s)`);
    return tally.failed === 0;
  }

  /** Counts what could not be run at all, or not to its end. */
  fail(name: string, reason: string): void {
    this.total.failed += 1;
    this.failures.push(`${name}: ${reason}`);
    console.log(`FAIL  ${name}: ${reason}`);
  }

  get hasFailed(): boolean {
    return this.total.failed > 0;
  }

  /** What failed by name, for whoever sees only the end of a long run; then the figures in a line of their own. */
  summary(): string {
    const failures = this.failures.map((each) => `FAILED  ${each}\n`).join("");
    return `${failures}${this.total.passed} passed, ${this.total.failed} failed`;
  }
}
