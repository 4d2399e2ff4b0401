import type { FrozenTask } from "@/lib/contracts/frozen";
import type { Capabilities, Capability } from "@/lib/contracts/tasks";
import type { CapabilityReason } from "@/lib/domain/capabilities";
import type { ServiceContext } from "../context";
import { type FrozenPlace, findFrozen } from "./find-frozen";

const frozen: Capability = { allowed: false, reason: "frozen" satisfies CapabilityReason };
const nothing: Capabilities = { retry: frozen, stop: frozen, confirm: frozen, delete: frozen, rerun: frozen };

/** What was kept, as it was shown then, but for what its maker could do. */
export async function showFrozenTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { params: FrozenPlace };
}): Promise<FrozenTask> {
  const { key } = input.params;
  const { at, rows, task, summary, madeBy } = await findFrozen(ctx, input.params);
  return { key, at: at.toISOString(), rows, madeBy, task: { ...task, capabilities: nothing }, summary };
}
