import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/scripts/process/ports";
import type { Benchmark } from "../frame/benchmark";
import { asTypeScript } from "../frame/load-line";
import { startProgram } from "../frame/program";
import { againstPeer, type Row } from "../frame/row";
import { countPolls, openWatchedHouse, type WatchedHouse, type WatchedTask } from "../frame/watched-tasks";
import { startWatchers, type Watchers } from "../frame/watchers";

const [viewers, flushes] = [100, 20] as const;
/** Polls come every 10 s: the window ends between two of them. */
const windowMs = 65_000;
/** Longer than the second in which a stream tells the same thing once. */
const gapMs = 1_300;

/** Performance sheet, goal 7: a hundred people look at one task. */
export const benchmark: Benchmark = {
  name: "watchers",
  goal: 7,
  method:
    `the built console and worker; ${viewers} streams of events on one active task, one on another: calls of the platform for each in the same ${windowMs / 1_000} s; ` +
    `then ${flushes} flushes of rows for each of us and ${viewers} streams of a bare node:http program behind the same LISTEN, by turns: from the commit to the event at the client.`,
  run: async (bench) => {
    const house = await openWatchedHouse(viewers, bench.signal);
    try {
      const polls = await countPolls(house, windowMs, bench.signal);
      bench.say(`one viewer ${polls.one} calls, ${viewers} viewers ${polls.many} calls`);
      const about = {
        goal: 7,
        what: `${viewers} viewers of a task: calls of the platform, against one viewer's`,
        unit: "calls",
      };
      return [againstPeer(about, polls.many, polls.one, 1.02), await measureLag(house, bench.signal)];
    } finally {
      await house.close();
    }
  },
};

async function measureLag(house: WatchedHouse, signal: AbortSignal): Promise<Row> {
  const { stage, one, many } = house;
  const port = await findFreePort();
  const env = { ...process.env, PORT: String(port), DATABASE_URL: stage.databaseUrl, TASK_ID: one.taskId };
  const bare = await startProgram("bench/baselines/bare-news.ts", env, asTypeScript);
  const peers = await startWatchers();
  try {
    await peers.open(
      Array.from({ length: viewers }, () => ({ url: `http://127.0.0.1:${port}/`, cookie: "" })),
    );
    const [ours, theirs]: [number[], number[]] = [[], []];
    // The stream of the one viewer of the other task comes first.
    const listen = async (watchers: Watchers) => (await watchers.heard()).slice(-viewers);
    const flush = async (task: WatchedTask, watchers: Watchers, lags: number[], isCounted: boolean) => {
      await listen(watchers);
      const at = await house.flush(task);
      await sleep(gapMs, undefined, { signal });
      const told = (await listen(watchers)).map(([first]) => (first === undefined ? gapMs : first - at));
      if (isCounted) lags.push(...told);
    };
    for (let n = -2; n < flushes; n += 1) {
      await flush(many, house.watchers, ours, n >= 0);
      await flush(one, peers, theirs, n >= 0);
    }
    // Silence is no figure: a peer that hears nothing would make any lag look short.
    if (ours.includes(gapMs) || theirs.includes(gapMs)) throw new Error("a stream missed a flush");
    const what = `${viewers} viewers: p95 from the commit of rows to the event at the client`;
    const note = `p50 ${at(ours, 0.5).toFixed(1)} against ${at(theirs, 0.5).toFixed(1)} ms`;
    return againstPeer({ goal: 7, what, unit: "ms", note }, at(ours, 0.95), at(theirs, 0.95), 2);
  } finally {
    await peers.stop();
    await bare.stop();
  }
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
