const QUIET_MS = 700;
const HEARTBEAT_MS = 15_000;

/** Runs a step and says so when it takes longer than a moment; a long one is heard of every 15 s. */
export async function withProgress<T>(title: string, step: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  let announced = false;
  const announce = setTimeout(() => {
    announced = true;
    console.log(`${title} …`);
  }, QUIET_MS);
  const heartbeat = setInterval(() => console.log(`  still at it (${seconds()} s)`), HEARTBEAT_MS);
  try {
    const result = await step();
    if (announced) console.log(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearTimeout(announce);
    clearInterval(heartbeat);
  }
}
