import type { Permission } from "@/lib/contracts/permission";
import { type AuditEntry, writeAudit } from "@/lib/store/audit-store";
import type { Database } from "@/lib/store/db";
import type { Caller } from "./caller";
import type { SignInThrottle } from "./sign-in-throttle";

/** Where a request came from, for the trail. */
export interface AccessFacts {
  requestId: string;
  address: string | null;
}

/** Puts on the audit trail who was let in by a token and who was turned away (security.md S4.6). */
export interface AccessTrail {
  /** At most once an hour per address: writes have rows of their own. */
  tokenUsed(caller: Caller, facts: AccessFacts): Promise<void>;
  identityRefused(facts: AccessFacts): Promise<void>;
  denied(
    caller: Caller,
    act: { permission: Permission; connection: string },
    facts: AccessFacts,
  ): Promise<void>;
}

export interface AccessTrailDeps {
  database: Database;
  throttle: Pick<SignInThrottle, "mayRecordRefusal">;
  now: () => Date;
}

const hourMs = 3_600_000;
const rememberedAddresses = 1_000;

export function createAccessTrail({ database, throttle, now }: AccessTrailDeps): AccessTrail {
  const tokenSeen = new Map<string, number>();
  const write = (entry: AuditEntry) => writeAudit(database.prisma, entry);

  return {
    async tokenUsed(caller, facts) {
      const key = `${caller.id} ${facts.address}`;
      const at = now().getTime();
      if (at - (tokenSeen.get(key) ?? Number.NEGATIVE_INFINITY) < hourMs) return;
      if (tokenSeen.size >= rememberedAddresses) tokenSeen.clear();
      tokenSeen.set(key, at);
      await write({ ...facts, actor: caller, surface: "api", action: "token.use", result: "ok" }).catch(
        (error) => {
          tokenSeen.delete(key);
          throw error;
        },
      );
    },
    async identityRefused(facts) {
      if (!(await throttle.mayRecordRefusal(facts.address))) return;
      const actor = { id: "anonymous", name: "", kind: "anonymous" } as const;
      await write({ ...facts, actor, surface: "api", action: "token.use", result: "refused" });
    },
    async denied(caller, { permission, connection }, facts) {
      const { id, name, kind, surface } = caller;
      if (!(await throttle.mayRecordRefusal(facts.address, id))) return;
      const act = { action: "access", connection, reason: permission, result: "refused" } as const;
      await write({ ...facts, actor: { id, name, kind }, surface, ...act });
    },
  };
}
