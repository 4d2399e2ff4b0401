import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { SavedView } from "@/lib/contracts/saved-views";
import type { StoredView } from "@/lib/domain/stored-view";
import { AppError } from "@/lib/errors";
import { findView } from "@/lib/store/saved-view-store";
import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";

/** A view is changed by who made it, and a shared one by administrators of the connection too. */
function isOwn(caller: Caller, slug: string, { owner, shared }: StoredView): boolean {
  return owner.id === caller.id || (shared && mayDo(caller, "administer", slug));
}

/** Throws `not_found` for another's private view, which is as absent as none, and `forbidden` for another's shared one. */
export async function requireOwnView(
  { caller, deps }: ServiceContext,
  connection: FoundConnection,
  viewId: string,
): Promise<StoredView> {
  const view = await findView(deps.database.prisma, viewId);
  const here = view && connection.ids.includes(view.connectionId);
  if (!here || (!view.shared && view.owner.id !== caller.id)) throw viewGone();
  if (isOwn(caller, connection.slug, view)) return view;
  throw new AppError("forbidden", "Only who made this view, or an administrator, may change it.");
}

export function viewGone(): AppError {
  return new AppError("not_found", "There is no such view.");
}

export function presentView(caller: Caller, slug: string, view: StoredView): SavedView {
  const { connectionId: _, createdAt, updatedAt, ...shown } = view;
  return {
    ...shown,
    mayChange: isOwn(caller, slug, view),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
