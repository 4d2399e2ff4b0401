import type { Benchmark } from "../frame/benchmark";
import { againstPeer } from "../frame/row";
import { countPolls, openWatchedHouse } from "../frame/watched-tasks";

const [viewers, minutes] = [1_000, 10] as const;

/** A thousand people who look at one active task cost the platform what one costs. */
export const benchmark: Benchmark = {
  name: "thousand-watchers",
  goal: 7,
  soak: true,
  method:
    `the built console and worker for ${minutes} minutes: ${viewers} streams of events, of as many people as may hold them, on one active task, ` +
    "and one stream on another of the same kind; calls of the platform for each, counted there.",
  run: async (bench) => {
    const house = await openWatchedHouse(viewers, bench.signal);
    try {
      // Half a poll more: the last one of both is over by then.
      const polls = await countPolls(house, minutes * 60_000 + 5_000, bench.signal);
      // Throws when one of the streams did not last.
      await house.watchers.heard();
      bench.say(
        `in ${minutes} minutes: one watcher ${polls.one} calls, ${viewers} watchers ${polls.many} calls`,
      );
      const note = `one watcher ${polls.one} calls`;
      const about = {
        goal: 7,
        what: `${viewers} watchers of a task for ${minutes} minutes: calls, against one watcher's`,
        unit: "calls",
        note,
      };
      return [againstPeer(about, polls.many, polls.one, 1.02)];
    } finally {
      await house.close();
    }
  },
};
