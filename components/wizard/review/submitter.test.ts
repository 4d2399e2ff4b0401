import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { Created } from "@/lib/client/create-task";
import { ProofDeclined } from "@/lib/client/step-up";
import type { CreateTask } from "@/lib/contracts/create-task";
import type { Problem } from "@/lib/contracts/problem";
import { createSubmitter, type SendOrder, type SentDraft } from "./submitter";

const task: CreateTask = { name: "wave_2", type: "createMessages", targets: { kind: "list", ids: ["d1"] } };
const held: Created = { kind: "operation", operationId: "o-1" };
const sent: SentDraft = { operationId: "o-1", taskId: null };
const lost = new ApiError("network", null, null);

function problem(status: number, code: Problem["code"], hint?: string): ApiError {
  const told = { type: "t", title: "t", status, detail: "d", code, requestId: "r" };
  return new ApiError(code, status, { ...told, ...(hint ? { hint } : {}) });
}

/** Lets everything that waits for nothing go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A server that answers each create and each question as it is told, and notes what it was asked. */
function world(answers: (Created | Error)[], found: (SentDraft | null | Error)[] = []) {
  const creates: { key: string; name: string }[] = [];
  const made: Created[] = [];
  let keys = 0;
  let flushes = 0;
  const next = <T>(list: (T | Error)[]): T => {
    const answer = list.shift();
    if (answer === undefined) throw new Error("asked more often than told");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const submitter = createSubmitter({
    create: async ({ name }, key) => {
      creates.push({ key, name });
      await settle();
      return next(answers);
    },
    findSent: async () => next(found),
    onCreated: (created) => made.push(created),
    makeKey: () => `key-${++keys}`,
    now: () => new Date("2026-11-22T12:03:04Z"),
    pause: () => Promise.resolve(),
  });
  const order = (print = "a", flush?: () => Promise<void>): SendOrder => ({
    print,
    task: () => ({ ...task, name: print }),
    flush:
      flush ??
      (async () => {
        flushes += 1;
      }),
  });
  const send = async (...given: Parameters<typeof order>) => {
    submitter.send(order(...given));
    await settle();
    await settle();
  };
  return { submitter, order, send, creates, made, state: submitter.read, flushes: () => flushes };
}

describe("sending", () => {
  it("saves the draft, sends it once and leads on", async () => {
    const { send, creates, made, state, flushes } = world([held]);
    await send();
    expect([flushes(), creates, made, state()]).toEqual([
      1,
      [{ key: "key-1", name: "a" }],
      [held],
      { kind: "leaving" },
    ]);
  });

  it("turns busy at once and takes no second press, however long Enter is held", async () => {
    const { submitter, order, creates, made } = world([held]);
    const seen: string[] = [];
    submitter.subscribe(() => seen.push(submitter.read().kind));
    for (let press = 0; press < 20; press += 1) submitter.send(order());
    expect(submitter.read().kind).toBe("saving");
    await settle();
    submitter.send(order());
    await settle();
    await settle();
    submitter.send(order());
    await settle();
    expect([creates.length, made.length, seen]).toEqual([1, 1, ["saving", "sending", "leaving"]]);
  });

  it("stops telling who has left", async () => {
    const { submitter, send } = world([held]);
    let told = 0;
    submitter.subscribe(() => (told += 1))();
    await send();
    expect(told).toBe(0);
  });
});

describe("a refusal", () => {
  it("is shown, and the next press is a new request", async () => {
    const refusal = problem(422, "upstream_rejected");
    const { send, creates, state } = world([refusal, held]);
    await send();
    expect(state()).toEqual({ kind: "refused", error: refusal, print: "a" });
    await send();
    expect(creates.map(({ key }) => key)).toEqual(["key-1", "key-2"]);
  });

  it("for want of a proof nobody wanted to give sends nothing, and keeps the key", async () => {
    const { send, creates, state } = world([new ProofDeclined(), held]);
    await send();
    expect(state()).toEqual({ kind: "declined" });
    await send();
    expect(creates.map(({ key }) => key)).toEqual(["key-1", "key-1"]);
    expect(state()).toEqual({ kind: "leaving" });
  });
});

describe("a draft that cannot be saved", () => {
  it("is not sent, and says why", async () => {
    const { send, creates, state } = world([]);
    await send("a", () => Promise.reject(problem(503, "unavailable")));
    expect(state()).toMatchObject({ kind: "unsaved", error: { code: "unavailable" } });
    expect(creates).toEqual([]);
  });

  it("because another window changed it asks whether that one sent it", async () => {
    const changed = () => Promise.reject(new Error("The draft was changed elsewhere."));
    const first = world([], [null]);
    await first.send("a", changed);
    expect(first.state()).toEqual({ kind: "unsaved", error: null });
    const second = world([], [sent]);
    await second.send("a", changed);
    expect(second.state()).toEqual({ kind: "sentBefore", sent });
  });

  it("because it was sent leads to what was made of it", async () => {
    const { send, state } = world([], [{ operationId: "o-1", taskId: "t-1" }]);
    await send("a", () => Promise.reject(problem(409, "conflict", "draft_sent")));
    expect(state()).toEqual({ kind: "sentBefore", sent: { operationId: "o-1", taskId: "t-1" } });
  });
});

describe("a draft that was sent from another window", () => {
  it("leads to that send, and is not sent again", async () => {
    const { send, creates, state } = world([problem(409, "conflict", "draft_sent")], [sent]);
    await send();
    expect(state()).toEqual({ kind: "sentBefore", sent });
    await send();
    expect(creates.length).toBe(1);
  });

  it("says so too when nobody can tell where to", async () => {
    const { send, state } = world([problem(409, "conflict", "draft_sent")], [lost]);
    await send();
    expect(state()).toEqual({ kind: "sentBefore", sent: null });
  });
});

describe("a lost answer", () => {
  const unknown = { kind: "unknown", at: "2026-11-22T12:03:04.000Z", name: "a", asked: true };

  it("first asks the server, and says what it found", async () => {
    const { send, state, creates } = world([lost], [sent]);
    await send();
    expect(state()).toEqual({ ...unknown, lost: { kind: "found", sent } });
    expect(creates.length).toBe(1);
  });

  it("offers to send again under the same key, with the same body", async () => {
    const { submitter, send, state, creates, flushes } = world([problem(500, "internal"), held], [null]);
    await send();
    expect(state()).toEqual({ ...unknown, lost: { kind: "nothing" } });
    submitter.sendAgain();
    submitter.sendAgain();
    await settle();
    await settle();
    expect(creates).toEqual([
      { key: "key-1", name: "a" },
      { key: "key-1", name: "a" },
    ]);
    expect([state(), flushes()]).toEqual([{ kind: "leaving" }, 1]);
  });

  it("can be put aside and asked about again; pressing the button asks, it does not send", async () => {
    const { submitter, send, state, creates } = world([lost], [lost, null]);
    await send();
    expect(state()).toEqual({ ...unknown, lost: { kind: "unreachable" } });
    submitter.close();
    expect(state()).toMatchObject({ asked: false });
    await send();
    expect(state()).toEqual({ ...unknown, lost: { kind: "nothing" } });
    expect(creates.length).toBe(1);
  });

  it("is not settled by an answer that is not about the task", async () => {
    for (const error of [
      problem(503, "unavailable"),
      problem(429, "too_many_requests"),
      problem(403, "forbidden"),
    ]) {
      const { submitter, send, state } = world([lost, error, held], [null, null]);
      await send();
      submitter.sendAgain();
      await settle();
      await settle();
      expect(state()).toEqual({ ...unknown, lost: { kind: "nothing" } });
    }
  });

  it("is settled by a refusal of the task: the next press is a new request", async () => {
    const { submitter, send, state, creates } = world(
      [lost, problem(503, "upstream_unavailable"), held],
      [null],
    );
    await send();
    submitter.sendAgain();
    await settle();
    await settle();
    expect(state()).toMatchObject({ kind: "refused" });
    await send();
    expect(creates.map(({ key }) => key)).toEqual(["key-1", "key-1", "key-2"]);
  });

  it("of one content does not stand in the way of another, which has its own key", async () => {
    const { send, creates, state } = world([lost, held], [null]);
    await send("a");
    await send("b");
    expect(creates).toEqual([
      { key: "key-1", name: "a" },
      { key: "key-2", name: "b" },
    ]);
    expect(state()).toEqual({ kind: "leaving" });
  });

  it("asks once at a time", async () => {
    let asked = 0;
    const submitter = createSubmitter({
      create: () => Promise.reject(lost),
      findSent: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
      ...{
        onCreated: () => undefined,
        makeKey: () => "k",
        now: () => new Date(0),
        pause: async () => undefined,
      },
    });
    submitter.send({ print: "a", task: () => task, flush: () => Promise.resolve() });
    await settle();
    submitter.look();
    submitter.sendAgain();
    await settle();
    expect([asked, submitter.read()]).toMatchObject([1, { lost: { kind: "looking" } }]);
  });
});
