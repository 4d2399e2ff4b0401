import { describe, expect, it } from "vitest";
import type { Problem } from "@/lib/contracts/problem";
import { ApiError } from "./api-error";
import { askedProof, faultOf, ProofDeclined, withProof } from "./step-up";

const problem: Problem = {
  ...{ type: "urn:muster:problem:forbidden", title: "Not allowed", status: 403, code: "forbidden" },
  ...{ detail: "Prove who you are first.", requestId: "r-1" },
};
const refusal = (stepUp?: Problem["stepUp"]) => new ApiError("forbidden", 403, { ...problem, stepUp });

/** A call that is refused so many times before it works. */
function refusing(times: number, error = refusal("password")) {
  let calls = 0;
  const run = async () => {
    calls += 1;
    if (calls <= times) throw error;
    return "done";
  };
  return { run, calls: () => calls };
}
/** What waits for an answer is asked for in the next turn. */
const nextTurn = () => new Promise((resolve) => setTimeout(resolve));
const answer = async (proved: boolean) => {
  await nextTurn();
  askedProof.read()?.settle(proved);
};

describe("withProof", () => {
  it("asks for nothing when nothing is missing", async () => {
    const { run, calls } = refusing(0);
    expect(await withProof(run)).toBe("done");
    expect([calls(), askedProof.read()]).toEqual([1, null]);
  });

  it("asks for the proof that is missing and makes the call once more", async () => {
    const { run, calls } = refusing(1, refusal("code"));
    const result = withProof(run);
    await nextTurn();
    expect(askedProof.read()?.method).toBe("code");
    await answer(true);
    expect(await result).toBe("done");
    expect([calls(), askedProof.read()]).toEqual([2, null]);
  });

  it("does not ask a second time for the same call", async () => {
    const { run, calls } = refusing(2);
    const [result] = await Promise.allSettled([withProof(run), answer(true)]);
    expect(result).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    expect([calls(), askedProof.read()]).toEqual([2, null]);
  });

  it("does nothing when the person declines, and then there is no fault to show", async () => {
    const { run, calls } = refusing(1);
    const [result] = await Promise.allSettled([withProof(run), answer(false)]);
    expect(calls()).toBe(1);
    const reason = result.status === "rejected" ? result.reason : null;
    expect(reason).toBeInstanceOf(ProofDeclined);
    expect(faultOf(reason)).toBeNull();
  });

  it("asks once for calls that are refused together", async () => {
    const [first, second] = [refusing(1), refusing(1)];
    const results = Promise.all([withProof(first.run), withProof(second.run)]);
    await answer(true);
    expect(askedProof.read()).toBeNull();
    expect(await results).toEqual(["done", "done"]);
  });

  it.each([
    ["a right that is missing", refusal()],
    ["a lost answer", new ApiError("network", null, null)],
    ["a mistake of ours", new TypeError("x")],
  ])("leaves %s as it is", async (_, error) => {
    await expect(withProof(() => Promise.reject(error))).rejects.toBe(error);
    expect(askedProof.read()).toBeNull();
    expect(faultOf(error)).toBeInstanceOf(ApiError);
  });

  it("tells its listeners until they leave", async () => {
    const seen: (string | null)[] = [];
    const leave = askedProof.subscribe(() => seen.push(askedProof.read()?.method ?? null));
    await Promise.all([withProof(refusing(1).run), answer(true)]);
    leave();
    await Promise.all([withProof(refusing(1).run), answer(true)]);
    expect(seen).toEqual(["password", null]);
    expect(askedProof.readOnServer()).toBeNull();
  });
});
