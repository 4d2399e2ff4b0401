import { everyConnection, requirePermission } from "@/lib/auth/access";
import type { ConnectionState, ConnectionStateList } from "@/lib/contracts/connection-states";
import { ConnectionCheck } from "@/lib/contracts/save-connection";
import { listStates, type StoredConnectionState } from "@/lib/store/connection-state-store";
import type { StoredConnectionTest } from "@/lib/store/connection-test-store";
import type { ServiceContext } from "../context";

const Checks = ConnectionCheck.array();

/** How every living connection is; for administrators of all of them. */
export async function listConnectionStates({ ctx }: { ctx: ServiceContext }): Promise<ConnectionStateList> {
  requirePermission(ctx.caller, "administer", everyConnection);
  const states = await listStates(ctx.deps.database);
  return { items: states.map(presentState) };
}

function presentState({ slug, test, clock, readAt, down }: StoredConnectionState): ConnectionState {
  return {
    connection: slug,
    lastTest: test && presentTest(test),
    clock: clock && {
      offsetSeconds: Math.round(clock.offsetMs / 1000),
      seenAt: clock.seenAt.toISOString(),
    },
    readAt: readAt?.toISOString() ?? null,
    down: down && { since: down.since.toISOString(), reason: down.reason },
  };
}

/** One that an earlier version kept in another shape counts as none. */
function presentTest({ testedAt, checks }: StoredConnectionTest): ConnectionState["lastTest"] {
  const parsed = Checks.safeParse(checks);
  if (!parsed.success) return null;
  const ok = parsed.data.every(({ state }) => state !== "failed");
  return { items: parsed.data, ok, testedAt: testedAt.toISOString() };
}
