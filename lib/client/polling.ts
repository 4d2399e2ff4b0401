/** How often a page asks our own API, in milliseconds; a hidden tab does not ask at all. */
export const pollEvery = {
  runningTask: 3_000,
  calmTask: 30_000,
  progress: 10_000,
  list: 10_000,
  listCounts: 30_000,
  activeOperation: 1_500,
  operations: 10_000,
  files: 30_000,
  /** While news comes by itself (`live/pace.ts`). */
  heartbeat: 60_000,
  operationHeartbeat: 15_000,
} as const;
