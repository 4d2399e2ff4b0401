import type { Permission, Role } from "@/lib/contracts/permission";
import { AppError } from "@/lib/errors";
import type { Caller, TokenScope } from "./caller";

/** How far a role reaches: everything, only what the caller made, only what somebody else made, or nothing. */
export type Reach = "any" | "own" | "others" | "none";

/** The slug of acts that belong to no single connection: only a grant on all of them counts. */
export const everyConnection = "*";

interface Rule {
  roles: Record<Role, Reach>;
  /** The scope an API token needs; null: no token ever, whatever its roles. */
  tokenScope: TokenScope | null;
}

const everybody = { viewer: "any", operator: "any", approver: "any", administrator: "any" } as const;
const operators = { viewer: "none", operator: "any", approver: "none", administrator: "any" } as const;

/** THE table of permissions (docs/security.md has it for people; a test compares the two). */
export const permissionTable: Record<Permission, Rule> = {
  read: { roles: everybody, tokenScope: "read" },
  export: { roles: everybody, tokenScope: "read" },
  change: { roles: operators, tokenScope: "write" },
  irreversible: { roles: operators, tokenScope: "irreversible" },
  approve: {
    roles: { viewer: "none", operator: "none", approver: "others", administrator: "others" },
    tokenScope: null,
  },
  reveal_secret: {
    roles: { viewer: "none", operator: "own", approver: "none", administrator: "any" },
    tokenScope: null,
  },
  audit_own: { roles: everybody, tokenScope: "read" },
  audit_all: {
    roles: { viewer: "none", operator: "none", approver: "any", administrator: "any" },
    tokenScope: null,
  },
  administer: {
    roles: { viewer: "none", operator: "none", approver: "none", administrator: "any" },
    tokenScope: null,
  },
};

/** Acts that exist only outside of frames (security.md S3.4), whoever asks. */
const outsideFrames: ReadonlySet<Permission> = new Set([
  "irreversible",
  "approve",
  "reveal_secret",
  "administer",
]);

/** What the act is about; needed where a role reaches only the caller's own things or only those of others. */
export interface ActSubject {
  createdById: string | null;
}

/** The caller's roles on a connection: those given there and those given on all. */
export function rolesOn(caller: Pick<Caller, "grants">, connection: string): Role[] {
  const given = (slug: string) => (Object.hasOwn(caller.grants, slug) ? (caller.grants[slug] ?? []) : []);
  return [...new Set([...given(everyConnection), ...given(connection)])];
}

/** Any role at all; for everybody else the connection does not exist. */
export function maySee(caller: Caller, connection: string): boolean {
  return rolesOn(caller, connection).length > 0;
}

/** A role limited to own or others' things says no when `subject` is not given or has no known maker. */
export function mayDo(
  caller: Caller,
  permission: Permission,
  connection: string,
  subject?: ActSubject,
): boolean {
  const rule = permissionTable[permission];
  if (isFramed(caller, permission)) return false;
  if (caller.kind === "token" || caller.scopes !== null) {
    if (rule.tokenScope === null || !caller.scopes?.includes(rule.tokenScope)) return false;
  }
  return rolesOn(caller, connection).some((role) => reaches(rule.roles[role], caller.id, subject));
}

function isFramed({ surface }: Caller, permission: Permission): boolean {
  return surface === "embed" && outsideFrames.has(permission);
}

function reaches(reach: Reach, callerId: string, subject: ActSubject | undefined): boolean {
  if (reach === "any") return true;
  if (reach === "none" || !subject?.createdById) return false;
  return (subject.createdById === callerId) === (reach === "own");
}

/** Throws `not_found` when the connection may not be seen at all, `forbidden` when it may but not this. */
export function requirePermission(
  caller: Caller,
  permission: Permission,
  connection: string,
  subject?: ActSubject,
): void {
  if (mayDo(caller, permission, connection, subject)) return;
  if (connection !== everyConnection && !maySee(caller, connection)) {
    throw new AppError("not_found", "There is no such connection.");
  }
  const reason = isFramed(caller, permission)
    ? "This is done outside of frames."
    : "Your roles do not allow this.";
  throw new AppError("forbidden", reason);
}
