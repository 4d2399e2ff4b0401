import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { SaveDraft, SavedDraft } from "@/lib/contracts/drafts";
import { emptyDraft, type WizardDraft } from "./draft";
import { createDraftSaver, type SaveState } from "./draft-saver";

const draft = (part: Partial<WizardDraft>): WizardDraft => ({
  ...emptyDraft,
  type: "createMessages",
  ...part,
});
const saved = (version: number): SavedDraft => ({
  ...{ id: "3f0c1c1e-6f0e-4f6d-8f58-0d2f6f6f3a11", kind: "draft", name: "", type: null, step: "type" },
  ...{ targetCount: 0, version, owner: { id: "p", name: "P" }, mine: true, file: null, sent: null },
  ...{ createdAt: "2026-03-17T04:00:00.000Z", updatedAt: "2026-03-17T04:03:00.000Z" },
});
const conflict = (hint: string) =>
  new ApiError("conflict", 409, {
    ...{ type: "about:blank", title: "", status: 409, detail: "", code: "conflict", requestId: "r", hint },
  });

/** A server that answers when it is told to. */
function setUp(start: { version: number; targetsText: string } = { version: 0, targetsText: "" }) {
  const calls: { body: SaveDraft; answer: (version: number) => void; fail: (error: Error) => void }[] = [];
  const states: SaveState[] = [];
  const saver = createDraftSaver({
    ...start,
    put: (body) =>
      new Promise((resolve, reject) => {
        calls.push({ body, answer: (version) => resolve(saved(version)), fail: reject });
      }),
    onState: (state) => states.push(state),
  });
  return { calls, states, saver };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("a draft", () => {
  it("is saved once when nothing more has come for a moment, on the version of the save before", async () => {
    const { calls, saver, states } = setUp();
    saver.note(draft({ name: "a" }), "type");
    await vi.advanceTimersByTimeAsync(700);
    saver.note(draft({ name: "ab" }), "targets");
    await vi.advanceTimersByTimeAsync(799);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls.map(({ body }) => [body.name, body.step, body.version])).toEqual([["ab", "targets", 0]]);
    calls[0]?.answer(1);
    await settle();
    expect(states.at(-1)).toEqual({ kind: "saved", at: "2026-03-17T04:03:00.000Z" });
    saver.note(draft({ name: "abc" }), "targets");
    await vi.advanceTimersByTimeAsync(800);
    expect(calls[1]?.body.version).toBe(1);
  });

  it("has one call on its way at a time, and what came meanwhile goes after it", async () => {
    const { calls, saver } = setUp();
    saver.note(draft({ name: "a" }), "type");
    const first = saver.flush();
    await settle();
    saver.note(draft({ name: "b" }), "type");
    const second = saver.flush();
    await settle();
    expect(calls).toHaveLength(1);
    expect(saver.isDirty()).toBe(true);
    calls[0]?.answer(1);
    await first;
    await settle();
    expect(calls.map(({ body }) => [body.name, body.version])).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
    calls[1]?.answer(2);
    await second;
    expect(saver.isDirty()).toBe(false);
    expect(saver.version()).toBe(2);
  });

  it("sends the long text only when it is another one", async () => {
    const { calls, saver } = setUp({ version: 3, targetsText: "a\nb" });
    saver.note(draft({ targetsText: "a\nb" }), "targets");
    void saver.flush();
    await settle();
    calls[0]?.answer(4);
    await settle();
    saver.note(draft({ targetsText: "a" }), "targets");
    void saver.flush();
    await settle();
    expect(calls.map(({ body }) => body.targetsText)).toEqual([undefined, "a"]);
  });

  it("keeps what could not be saved, says so, and tries again by itself", async () => {
    const { calls, saver, states } = setUp();
    saver.note(draft({ name: "a" }), "type");
    const lost = saver.flush();
    await settle();
    calls[0]?.fail(new ApiError("network", null, null));
    await expect(lost).rejects.toThrow();
    expect(states.at(-1)?.kind).toBe("failed");
    expect(saver.isDirty()).toBe(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls[1]?.body).toMatchObject({ name: "a", version: 0 });
  });

  it.each([
    ["draft_changed", "changed"],
    ["draft_sent", "sent"],
  ])("stops at %s until somebody has decided, and says everything after that", async (hint, kind) => {
    const { calls, saver, states } = setUp({ version: 1, targetsText: "a" });
    saver.note(draft({ targetsText: "a" }), "type");
    const refused = saver.flush();
    await settle();
    calls[0]?.fail(conflict(hint));
    await expect(refused).rejects.toThrow();
    expect(states.at(-1)?.kind).toBe(kind);
    saver.note(draft({ targetsText: "a", name: "x" }), "type");
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(saver.flush()).rejects.toThrow();
    expect(calls).toHaveLength(1);
    saver.rebase(7);
    void saver.flush();
    await settle();
    expect(calls[1]?.body).toMatchObject({ name: "x", version: 7, targetsText: "a" });
  });

  it("is left alone once it is thrown away", async () => {
    const { calls, saver } = setUp();
    saver.note(draft({ name: "a" }), "type");
    await saver.abandon();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(0);
    expect(saver.isDirty()).toBe(false);
  });
});
