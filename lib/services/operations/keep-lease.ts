import type { OperationLease } from "@/lib/domain/stored-operation";
import { renewOperationLease } from "@/lib/store/operation-lease-store";
import type { OperationDeps } from "./operation-deps";

/** A process that dies is replaced after this long; one that lives renews in good time (architecture: one sync). */
const leaseMs = 15_000;
const renewMs = 5_000;

export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

/** Runs `work` and keeps the lease meanwhile; `lost` aborts when somebody else took over. */
export async function whileLeased<Result>(
  deps: OperationDeps,
  lease: OperationLease,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lost = new AbortController();
  let lookedAt = deps.now().getTime();
  // A renewal that fails for want of a database is tried again; the fence guards every write meanwhile.
  const renew = async () => {
    // Frozen past its end: whoever took over has begun, so what was about to be sent must not go out any more (F42).
    const before = lookedAt;
    lookedAt = deps.now().getTime();
    if (lookedAt - before >= leaseMs) return lost.abort();
    const kept = await renewOperationLease(deps.database.prisma, lease, leaseEnd(deps.now())).catch(
      () => true,
    );
    if (!kept) lost.abort();
  };
  const heartbeat = setInterval(renew, renewMs);
  try {
    return await work(lost.signal);
  } finally {
    clearInterval(heartbeat);
  }
}
