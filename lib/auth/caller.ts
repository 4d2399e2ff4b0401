import type { Role } from "@/lib/contracts/permission";

export type TokenScope = "read" | "write" | "irreversible";

/** Who is asking, made anew for each request: roles are as the database has them now (security.md S1.4). */
export interface Caller {
  kind: "person" | "token";
  /** A person's id, or `token:{name}`: the two can never be the same text. */
  id: string;
  name: string;
  email: string | null;
  /** Where the call came from; a frame may do less than a page (security.md S3.4). */
  surface: "page" | "embed" | "api";
  sessionId: string | null;
  /** A connection's slug, or `*` for all, to the roles held there; they add up. */
  grants: Record<string, Role[]>;
  /** Whether signing in asks for a code too; null for a token. */
  secondFactor: boolean | null;
  /** When the person last proved who they are, by signing in or since; null for a token. */
  provedAt: Date | null;
  /** Null for a person: no scope narrows their roles. */
  scopes: TokenScope[] | null;
}
