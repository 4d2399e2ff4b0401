import { setTimeout as sleep } from "node:timers/promises";

// Rides along in the process that is measured, under `--expose-gc`: `{ weigh: true }` answers the bytes that are left,
// on the heap and outside of it, when all that nobody holds any more has been collected.
process.on("message", (message) => {
  if (message?.weigh === true) void weigh().then((held) => process.send?.({ held }));
});

async function weigh() {
  // What a finalizer lets go is collected with the next round.
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc();
    await sleep(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
