import { printFailure } from "../process/command-failure";
import { listenForStop, Stopped } from "../process/stop-signal";
import { bringUp } from "./bring-up";
import { Crew } from "./crew";

const failure = new AbortController();
const fail = (error: Error) => failure.abort(error);
const signal = AbortSignal.any([listenForStop(), failure.signal]);
const crew = new Crew(fail);
const closers: (() => Promise<void> | void)[] = [];

const ended = new Promise<void>((resolve) =>
  signal.addEventListener("abort", () => resolve(), { once: true }),
);
const dev = process.argv.includes("--dev");
const started = bringUp({ dev, signal, crew, onClose: (close) => closers.push(close), fail });
started.catch(fail);

await ended;
if (signal.reason instanceof Stopped) console.log("\nStopping …");
else {
  printFailure(signal.reason);
  process.exitCode = 1;
}
// A start that is still under way sees the signal too; only when it has come to rest is it known what to undo.
await Promise.all([crew.stop(), started.catch(() => {})]);
for (const close of closers.reverse()) await Promise.resolve(close()).catch(printFailure);
process.exit();
