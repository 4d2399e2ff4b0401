import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { StoredDraft } from "@/lib/domain/stored-draft";
import { AppError } from "@/lib/errors";
import type { FoundConnection } from "../connections/find-connection";

/** A draft is its writer's alone; a template is changed by who made it, and by administrators of the connection. */
export function isOwn(caller: Caller, slug: string, { kind, owner }: StoredDraft): boolean {
  if (owner.id === caller.id) return true;
  return kind === "template" && mayDo(caller, "administer", slug);
}

/** Throws `not_found` for what the caller may not know of: another's draft is as absent as none. */
export function requireSeen<Draft extends StoredDraft>(
  caller: Caller,
  connection: FoundConnection,
  draft: Draft | null,
): Draft {
  const here = draft && connection.ids.includes(draft.connectionId);
  if (here && (draft.kind === "template" || draft.owner.id === caller.id)) return draft;
  throw new AppError("not_found", "There is no such draft.");
}

/** Also throws `forbidden` for somebody else's template. */
export function requireOwn<Draft extends StoredDraft>(
  caller: Caller,
  connection: FoundConnection,
  draft: Draft | null,
): Draft {
  const seen = requireSeen(caller, connection, draft);
  if (isOwn(caller, connection.slug, seen)) return seen;
  throw new AppError("forbidden", "Only who made this template, or an administrator, may change it.");
}

/** A draft of an archived connection names devices and packages of another platform. */
export function requireHere({ connectionId }: StoredDraft, livingId: number): void {
  if (connectionId === livingId) return;
  throw new AppError("conflict", "This draft belongs to an archived connection.", { hint: "archived" });
}

/** What was sent stays as it was sent. */
export function refuseSent({ sent }: StoredDraft): void {
  if (!sent) return;
  throw new AppError("conflict", "This draft was sent and cannot be changed any more.", {
    hint: "draft_sent",
  });
}
