import { everyConnection, requirePermission } from "@/lib/auth/access";
import type { AccessFacts, AccessTrail } from "@/lib/auth/access-trail";
import type { IdentityFacts } from "@/lib/auth/authenticate";
import type { Caller } from "@/lib/auth/caller";
import type { Permission } from "@/lib/contracts/permission";
import { AppError } from "@/lib/errors";

/** A caller together with where this request came from. */
export interface Visitor extends Caller {
  facts: AccessFacts;
}

/** Asks who is there and whether they may, for routes and pages alike; both leave their traces on the audit trail. */
export interface Visitors {
  /** Null for nobody; throws `unauthenticated` for an identity that does not hold. */
  identify(facts: IdentityFacts & AccessFacts): Promise<Visitor | null>;
  /** `connection` is null for what belongs to no single one. Throws `forbidden` or `not_found`. */
  checkAccess(visitor: Visitor, permission: Permission, connection: string | null): Promise<void>;
}

export interface VisitorsDeps {
  whoIs(facts: IdentityFacts): Promise<Caller | null>;
  trail: AccessTrail;
}

export function createVisitors({ whoIs, trail }: VisitorsDeps): Visitors {
  return {
    async identify({ headers, context, requestId, address }) {
      const facts = { requestId, address };
      const caller = await whoIs({ headers, context }).catch(async (error: unknown) => {
        if (isCode(error, "unauthenticated") && headers.has("authorization"))
          await trail.identityRefused(facts);
        throw error;
      });
      if (caller?.kind === "token") await trail.tokenUsed(caller, facts);
      return caller === null ? null : { ...caller, facts };
    },
    async checkAccess(visitor, permission, connection) {
      const slug = connection ?? everyConnection;
      try {
        requirePermission(visitor, permission, slug);
      } catch (error) {
        // Where a caller has no role at all the connection does not exist for them: an attempt all the same.
        if (isCode(error, "forbidden") || isCode(error, "not_found"))
          await trail.denied(visitor, { permission, connection: slug }, visitor.facts);
        throw error;
      }
    },
  };
}

function isCode(error: unknown, code: AppError["code"]): boolean {
  return error instanceof AppError && error.code === code;
}
