import { monitorEventLoopDelay } from "node:perf_hooks";

// Rides along in the process that is measured: `{ lag: "begin" }`, then `{ lag: "end" }`, which answers milliseconds.
const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
process.on("message", (message) => {
  if (message?.lag === "begin") {
    delay.reset();
    delay.enable();
  }
  if (message?.lag === "end") {
    delay.disable();
    // What is measured is how long a timer took, its own time included.
    process.send?.({ lagP99: Math.max(0, delay.percentile(99) / 1e6 - resolution) });
  }
});
