import { describe, expect, it } from "vitest";
import { describeProgress, type ProgressFacts } from "./describe-progress";
import { noProgress } from "./progress";
import { usualTimeOf } from "./usual-time";

const minute = 60_000;
const asOf = new Date(Date.UTC(2026, 10, 22, 12));
const ago = (minutes: number) => new Date(asOf.getTime() - minutes * minute);

function facts(change: Partial<ProgressFacts> = {}): ProgressFacts {
  const steps = Array.from({ length: 60 }, (_, n) => ({
    since: ago(10).getTime() + n * 10_000,
    at: ago(10).getTime() + n * 10_000,
    settled: 10,
    failed: 1,
  }));
  return {
    ...{
      type: "firmwareUpgrade",
      status: "Processing",
      scheduleTime: null,
      needConfirm: null,
      slotsTaken: null,
    },
    progress: { ...noProgress, total: 3_000, success: 540, fail: 60, processing: 2_400 },
    run: { start: ago(20).getTime(), whole: true, steps },
    ...{ asOf, endedAt: null, isFollowed: true, retryIntervalMinutes: null },
    usual: { seconds: 3_600, basis: "learned" },
    unchanged: 0,
    waitingForRetry: { count: 0, since: null },
    ...change,
  };
}
const tell = (change: Partial<ProgressFacts> = {}, now = asOf) => describeProgress(facts(change), now);

describe("describeProgress", () => {
  it("tells pace, what is left and when it is likely done, from the last read on", () => {
    const progress = tell({}, new Date(asOf.getTime() + 9 * minute));
    expect(progress).toMatchObject({ pace: 60, quiet: null, stuck: null, nextRetry: null, waitsFor: null });
    expect(progress.left).toEqual({ from: 40 * 60, to: 40 * 60 });
    expect(progress.likelyDoneBetween).toEqual({
      from: "2026-11-22T12:40:00.000Z",
      to: "2026-11-22T12:40:00.000Z",
    });
    expect(progress.points).toHaveLength(22);
    expect(progress.ran).toEqual({ from: ago(20).toISOString(), to: null });
  });

  it("says nothing of what goes on where nobody can look, nor of what is over", () => {
    const nothing = {
      ...{
        pace: null,
        left: null,
        likelyDoneBetween: null,
        quiet: null,
        stuck: null,
        nextRetry: null,
        waitsFor: null,
      },
    };
    const busy = { unchanged: 5, retryIntervalMinutes: 30, waitingForRetry: { count: 1, since: ago(5) } };
    expect(tell({ ...busy, isFollowed: false })).toMatchObject(nothing);
    expect(tell({ ...busy, status: "PartialSuccess", endedAt: ago(1) })).toMatchObject({
      ...nothing,
      ran: { from: ago(20).toISOString(), to: ago(1).toISOString() },
    });
  });

  it("counts as stuck no more than the platform says is running", () => {
    expect(tell({ unchanged: 7 }).stuck).toEqual({
      ...{ count: 7, olderThanSeconds: 3_600, basis: "learned", changedBefore: ago(60).toISOString() },
    });
    const progress = { ...noProgress, total: 3_000, success: 2_997, processing: 3 };
    expect(tell({ unchanged: 7, progress }).stuck?.count).toBe(3);
    expect(tell({ unchanged: 7, usual: null }).stuck).toBeNull();
  });

  it("knows the next retry by the policy's interval alone", () => {
    const waitingForRetry = { count: 96, since: ago(10) };
    expect(tell({ waitingForRetry, retryIntervalMinutes: 30 }).nextRetry).toEqual({
      ...{ at: "2026-11-22T12:20:00.000Z", count: 96 },
    });
    // The meaning of an interval of 0 is not documented.
    expect(tell({ waitingForRetry, retryIntervalMinutes: 0 }).nextRetry).toBeNull();
    expect(tell({ waitingForRetry }).nextRetry).toBeNull();
    const progress = { ...noProgress, total: 610, success: 600, failWaitRetry: 10 };
    expect(tell({ waitingForRetry, retryIntervalMinutes: 30, progress }).left).toEqual({
      from: 1_200,
      to: 1_200,
    });
  });

  it("gives no end to what waits for a person", () => {
    const progress = { ...noProgress, total: 3_000, success: 600, processing: 400, waiting: 2_000 };
    expect(tell({ progress, needConfirm: true })).toMatchObject({
      pace: 60,
      left: null,
      waitsFor: "confirmation",
    });
    expect(tell({ progress, needConfirm: false })).toMatchObject({ waitsFor: "batches" });
    expect(tell({ progress, needConfirm: false }).left).not.toBeNull();
  });

  it.each([
    ["Initializing", {}, "targets"],
    ["Stopping", {}, "stopping"],
    ["Waitting", { scheduleTime: new Date(asOf.getTime() + 1) }, "schedule"],
    ["Waitting", { scheduleTime: asOf }, "platform"],
    ["Waitting", { needConfirm: true }, "confirmation"],
    ["Waitting", { needConfirm: true, type: "createCommands" }, "platform"],
    ["Waitting", { slotsTaken: 10 }, "slot"],
    ["Waitting", { slotsTaken: 9 }, "platform"],
    ["Processing", { progress: { ...noProgress, total: 9, success: 8, failWaitRetry: 1 } }, "retry"],
    ["Processing", { progress: { ...noProgress, total: 9, success: 8, processing: 1 } }, null],
    ["SomethingNew", {}, null],
  ] as const)("%s %j waits for %s", (status, change, waitsFor) => {
    expect(tell({ status, ...change }).waitsFor).toBe(waitsFor);
  });

  it.each([
    ["firmwareUpgrade", { processing: 5 }, "devices"],
    ["createCommands", { processing: 5 }, null],
    ["firmwareUpgrade", { failWaitRetry: 5 }, "retry"],
    ["createCommands", { waiting: 5 }, "batches"],
  ])("says why %s with %j is quiet: %s", (type, open, because) => {
    const run = {
      start: ago(30).getTime(),
      whole: true,
      steps: [{ since: ago(13).getTime(), at: ago(12).getTime(), settled: 80, failed: 0 }],
    };
    const progress = { ...noProgress, total: 85, success: 80, ...open };
    expect(tell({ type, run, progress })).toMatchObject({
      quiet: { since: ago(12).toISOString(), because },
      pace: null,
      left: null,
    });
  });
});

describe("usualTimeOf", () => {
  const upgrade = { type: "firmwareUpgrade", timeoutMinutes: null };

  it("is twice what 95 of 100 took, from fifty devices on, and five minutes at least", () => {
    expect(usualTimeOf(upgrade, { count: 50, p95Seconds: 1_000.2 })).toEqual({
      seconds: 2_001,
      basis: "learned",
    });
    expect(usualTimeOf(upgrade, { count: 50, p95Seconds: 4 })).toEqual({ seconds: 300, basis: "learned" });
  });

  it("is what the documents say where too little was seen, and unknown where they say nothing", () => {
    const documented = (seconds: number) => ({ seconds, basis: "documented" });
    expect(usualTimeOf(upgrade, { count: 49, p95Seconds: 1 })).toEqual(documented(176_400));
    expect(usualTimeOf({ type: "createCommands", timeoutMinutes: null }, null)).toEqual(documented(60));
    expect(usualTimeOf({ type: "DeviceCmd", timeoutMinutes: 10 }, null)).toEqual(documented(600));
    expect(usualTimeOf({ type: "createMessages", timeoutMinutes: null }, null)).toBeNull();
  });
});
