import { ensureBuilt } from "../build/ensure-built";
import { printFailure } from "../process/command-failure";
import { listenForStop } from "../process/stop-signal";

const signal = listenForStop();
try {
  await ensureBuilt(["client"], signal);
  // Only now: the benchmarks import the client, which a fresh clone does not have yet.
  const { runBenchmarks } = await import("./run-benchmarks");
  process.exit((await runBenchmarks(signal)) ? 0 : 1);
} catch (error) {
  printFailure(error);
  process.exit(1);
}
