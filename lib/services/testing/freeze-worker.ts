import { expect } from "vitest";
import { claimDueOperation } from "@/lib/store/operation-lease-store";
import { leaseEnd } from "../operations/keep-lease";
import { runnableKinds, runOperation } from "../operations/run-operation";
import type { World } from "./start-world";

type Call = "retryTask" | "stopTask" | "confirmTask" | "deleteTask" | "createTask";

/** A worker that freezes after the platform took its nth such call, before the answer is stored; `wake` lets it go on. */
export async function freezeWorker(world: World, call: Call, nth: number) {
  let wake = () => {};
  const frozen = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let calls = 0;
  const slow = new Proxy(world.platform, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (name !== call || typeof found !== "function") return found;
      return async (...given: unknown[]) => {
        const result: unknown = await found.apply(target, given);
        calls += 1;
        if (calls === nth) await frozen;
        return result;
      };
    },
  });
  const now = world.now();
  const operation = await claimDueOperation(world.database.prisma, {
    ...{ kinds: runnableKinds, owner: "old", now, until: leaseEnd(now) },
  });
  if (!operation) throw new Error("nothing was due");
  const never = new AbortController().signal;
  const run = runOperation({ ...world.deps, platformFor: async () => slow }, operation, {
    ...{ stopping: never, cut: never },
  });
  await expect.poll(() => calls).toBe(nth);
  return { run, wake };
}
