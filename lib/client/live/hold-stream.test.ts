import { describe, expect, it } from "vitest";
import type { Attention } from "./attention";
import type { StreamListener } from "./connect-stream";
import { holdStream } from "./hold-stream";
import type { LiveState } from "./live-state";
import type { StreamEnd } from "./reconnect-policy";

const startedAt = Date.parse("2026-03-17T12:00:00Z");

/** A clock that only moves when told, running what falls due on the way, in order. */
function createClock() {
  let now = startedAt;
  let timers: { at: number; run: () => void }[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    after: (milliseconds: number, run: () => void) => {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    settle,
    async pass(milliseconds: number) {
      const until = now + milliseconds;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now = next.at;
        next.run();
        await settle();
      }
      now = until;
    },
  };
}

interface Opened extends StreamListener {
  lastEventId: string | null;
  aborted: () => boolean;
  end: (end: StreamEnd) => void;
}

function stage(options: { slots?: number } = {}) {
  const clock = createClock();
  const attention: Attention = { visible: true, online: true, signedIn: true, leaving: false };
  const listeners = new Set<() => void>();
  const streams: Opened[] = [];
  const states: LiveState[] = [];
  let slots = options.slots ?? 4;
  let answer: StreamEnd | null = null;
  const stop = holdStream({
    connect: (lastEventId, signal, listener) =>
      new Promise((end) => {
        signal.addEventListener("abort", () => end({ kind: "lost" }));
        streams.push({ ...listener, lastEventId, aborted: () => signal.aborted, end });
        if (answer) end(answer);
      }),
    takeSlot: async () => {
      if (slots === 0) return null;
      slots -= 1;
      return () => {
        slots += 1;
      };
    },
    attention: {
      read: () => ({ ...attention }),
      subscribe: (changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      },
    },
    clock,
    random: () => 0.5,
    onState: (state) => states.push(state),
    onEvent: () => {},
  });
  return {
    clock,
    streams,
    states,
    stop,
    freeSlots: () => slots,
    freeOne: () => {
      slots += 1;
    },
    /** What every further try gets at once. */
    answerWith: (end: StreamEnd | null) => {
      answer = end;
    },
    last: () => {
      const stream = streams.at(-1);
      if (!stream) throw new Error("nothing was asked for");
      return stream;
    },
    async turn(part: Partial<Attention>) {
      Object.assign(attention, part);
      for (const listener of listeners) listener();
      await clock.settle();
    },
  };
}

async function liveStage() {
  const it = stage();
  await it.clock.settle();
  it.last().onOpen();
  return it;
}

describe("holdStream", () => {
  it("is live once the server streams, and comes back with the last event's id after a cut", async () => {
    const { clock, streams, states, last } = await liveStage();
    expect(states).toEqual([{ kind: "live" }]);
    last().onEvent({ id: "41", name: "task", data: "{}" });
    last().onEvent({ id: null, name: "snapshot", data: "{}" });
    await clock.pass(15_000);
    last().onSound();
    await clock.pass(5_000);
    last().end({ kind: "lost" });
    await clock.pass(499);
    expect(streams).toHaveLength(1);
    await clock.pass(1);
    expect(streams).toHaveLength(2);
    expect(last().lastEventId).toBe("41");
    last().onOpen();
    await clock.pass(5_000);
    expect(states, "a cut that heals at once is not told").toHaveLength(1);
  });

  it("says since when it is not live, and asks ever more seldom", async () => {
    const { clock, streams, states, last, answerWith } = await liveStage();
    await clock.pass(12_000);
    last().onSound();
    await clock.pass(3_000);
    answerWith({ kind: "lost" });
    last().end({ kind: "lost" });
    for (let minute = 0; minute < 10; minute += 1) {
      const before = streams.length;
      await clock.pass(60_000);
      expect(streams.length - before).toBeLessThanOrEqual(minute === 0 ? 6 : 2);
    }
    expect(states.at(-1)).toEqual({ kind: "cut", since: new Date(startedAt + 12_000), offline: false });
    answerWith(null);
    await clock.pass(30_000);
    last().onOpen();
    expect(states.at(-1)).toEqual({ kind: "live" });
  });

  it("does not loop on a server that accepts and hangs up", async () => {
    const { clock, streams, last } = await liveStage();
    for (let second = 0; second < 60; second += 1) {
      last().end({ kind: "lost" });
      await clock.pass(1_000);
      last().onOpen();
    }
    expect(streams.length).toBeLessThan(10);
  });

  it("takes silence for a cut: the line is dead, or the machine slept", async () => {
    const { clock, streams, states, last } = await liveStage();
    const first = last();
    await clock.pass(39_000);
    expect(first.aborted()).toBe(false);
    await clock.pass(10_000);
    expect(first.aborted()).toBe(true);
    expect(streams.length).toBeGreaterThan(1);
    await clock.pass(2_000);
    expect(states.at(-1)).toMatchObject({ kind: "cut", since: new Date(startedAt) });
  });

  it("lets go of the stream ten seconds after nobody looks, and goes on where it was on return", async () => {
    const { clock, streams, states, last, turn, freeSlots } = await liveStage();
    last().onEvent({ id: "5", name: "task", data: "{}" });
    await turn({ visible: false });
    await clock.pass(9_000);
    await turn({ visible: true });
    await clock.pass(30_000);
    expect(last().aborted()).toBe(false);
    await turn({ visible: false });
    await clock.pass(10_000);
    expect(last().aborted()).toBe(true);
    expect(freeSlots()).toBe(4);
    expect(states.at(-1)).toEqual({ kind: "off" });
    await clock.pass(3_600_000);
    expect(streams).toHaveLength(1);
    await turn({ visible: true });
    expect(streams).toHaveLength(2);
    expect(last().lastEventId).toBe("5");
  });

  it("tells at once that the browser is offline, and asks again when it no longer is", async () => {
    const { clock, streams, states, last, turn } = await liveStage();
    await clock.pass(5_000);
    await turn({ online: false });
    expect(states.at(-1)).toEqual({ kind: "cut", since: new Date(startedAt), offline: true });
    expect(last().aborted()).toBe(true);
    await clock.pass(600_000);
    expect(streams).toHaveLength(1);
    await turn({ online: true });
    expect(states.at(-1)).toMatchObject({ kind: "cut", offline: false });
    expect(streams, "not all of them at the same moment").toHaveLength(1);
    await clock.pass(500);
    expect(streams).toHaveLength(2);
    last().onOpen();
    expect(states.at(-1)).toEqual({ kind: "live" });
  });

  it.each([403, 404, 429])("does not hammer a server that answers %s", async (status) => {
    const { clock, streams, states, last, turn, answerWith } = await liveStage();
    answerWith({ kind: "refused", status, retryAfterSeconds: null });
    last().end({ kind: "refused", status, retryAfterSeconds: null });
    await clock.pass(29_000);
    await turn({ visible: false });
    await turn({ visible: true });
    expect(streams).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: "off" });
    await clock.pass(3_600_000);
    expect(streams.length).toBeLessThanOrEqual(status === 429 ? 100 : 10);
    expect(streams.length).toBeGreaterThan(5);
  });

  it("waits for the session to come back", async () => {
    const { clock, streams, last, turn } = await liveStage();
    await turn({ signedIn: false });
    expect(last().aborted()).toBe(true);
    await clock.pass(600_000);
    expect(streams).toHaveLength(1);
    await turn({ signedIn: true });
    expect(streams).toHaveLength(2);
  });

  it("leaves the connections of the browser to calls when others hold their share of streams", async () => {
    const { clock, streams, freeOne } = stage({ slots: 0 });
    await clock.pass(29_000);
    expect(streams).toHaveLength(0);
    freeOne();
    await clock.pass(1_000);
    expect(streams).toHaveLength(1);
  });

  it("ends with its page", async () => {
    const { clock, streams, states, stop, last } = await liveStage();
    stop();
    expect(last().aborted()).toBe(true);
    await clock.pass(600_000);
    expect(streams).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: "off" });
  });
});
