import type { LeasedOperation } from "@/lib/domain/stored-operation";
import { claimDueOperation, LeaseLostError } from "@/lib/store/operation-lease-store";
import { leaseEnd } from "./keep-lease";
import type { OperationDeps } from "./operation-deps";
import { type RunSignals, runnableKinds, runOperation } from "./run-operation";

export interface OperationLoopDeps extends OperationDeps {
  sleep: (milliseconds: number) => Promise<void>;
  /** Names this process in the leases. */
  owner: string;
}

/** Operations of one process under way at once: a long retry does not keep others waiting. */
const atOnce = 4;
const idleMs = 500;
const brokenMs = 2_000;
/** After a stop the call in hand has this long; then it is ended and found out about later (F40). */
const lastCallMs = 6_000;

/** Carries out what is due: held sends, retries, and the search for what lost calls have made. Never throws. */
export function startOperationLoop(deps: OperationLoopDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const cut = new AbortController();
  const signals: RunSignals = { stopping: stopping.signal, cut: cut.signal };
  const underWay = new Set<Promise<void>>();

  async function turn(): Promise<number> {
    if (underWay.size >= atOnce) return idleMs;
    const now = deps.now();
    const operation = await claimDueOperation(deps.database.prisma, {
      ...{ kinds: runnableKinds, owner: deps.owner, now, until: leaseEnd(now) },
    });
    if (!operation) return idleMs;
    const run = carryOut(deps, operation, signals).finally(() => underWay.delete(run));
    underWay.add(run);
    return 0;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const wait = await turn().catch((error: unknown) => {
        deps.log.warn({ error }, "the operation loop could not look for work");
        return brokenMs;
      });
      if (wait > 0 && !stopping.signal.aborted) await deps.sleep(wait);
    }
    await Promise.all(underWay);
  }

  const ended = loop();
  return {
    async stop() {
      stopping.abort();
      const lastCall = setTimeout(() => cut.abort(), lastCallMs);
      await ended;
      clearTimeout(lastCall);
    },
  };
}

/** An error we did not foresee leaves the operation to its lease: it is tried again when that has ended. */
async function carryOut(deps: OperationDeps, operation: LeasedOperation, signals: RunSignals): Promise<void> {
  const line = { operationId: operation.id, kind: operation.kind, state: operation.state };
  try {
    await runOperation(deps, operation, signals);
    deps.log.info(line, "operation carried on");
  } catch (error) {
    if (error instanceof LeaseLostError) deps.log.warn(line, "operation was taken over");
    else deps.log.error({ ...line, error }, "operation could not be carried on");
  }
}
