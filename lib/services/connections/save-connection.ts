import { everyConnection, requirePermission } from "@/lib/auth/access";
import type { Connection } from "@/lib/contracts/connections";
import type { CreateConnection, UpdateConnection } from "@/lib/contracts/save-connection";
import { AppError } from "@/lib/errors";
import { writeAudit } from "@/lib/store/audit-store";
import { lockConnections } from "@/lib/store/connection-lock";
import { addConnection, archiveConnection, saveConnection } from "@/lib/store/connection-registration";
import { findConnections, type StoredConnection } from "@/lib/store/connection-store";
import { inTransaction, type Tx } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import type { ServiceContext } from "../context";
import { toGivenConnection } from "./given-connection";
import { presentConnection } from "./list-connections";

type Call<Input> = { ctx: ServiceContext; input: Input };

/** Adds a connection; `conflict` when a living one has the slug. */
export async function createConnection({
  ctx,
  input,
}: Call<{ body: CreateConnection }>): Promise<Connection> {
  requirePermission(ctx.caller, "administer", everyConnection);
  const { sealer, allowedHosts } = ctx.deps;
  const given = toGivenConnection(input.body.slug, input.body, allowedHosts);
  return act(ctx, "connection.add", given.slug, async (tx) => {
    return { saved: await addConnection(tx, given, { sealer, now: ctx.now() }) };
  });
}

/**
 * Changes a connection of the settings. A secret left out stays, unless it would go to somebody else: then it is
 * forgotten (security.md S4.4). Another host, project or application archives the old connection with its tasks.
 */
export async function updateConnection(
  call: Call<{ params: { connection: string }; body: UpdateConnection }>,
): Promise<Connection> {
  const { ctx, input } = call;
  const slug = input.params.connection;
  requirePermission(ctx.caller, "administer", slug);
  const { sealer, allowedHosts } = ctx.deps;
  const given = toGivenConnection(slug, input.body, allowedHosts);
  return act(ctx, "connection.change", slug, async (tx) => {
    const living = await requireOwn(tx, slug);
    if (living.updatedAt.toISOString() !== input.body.updatedAt) {
      throw new AppError("conflict", "Somebody changed this connection meanwhile.", {
        hint: "Open it again.",
      });
    }
    if (living.kind !== given.kind) {
      throw new AppError("invalid_input", "A connection keeps its kind.", {
        invalidParams: [{ path: "kind", message: "cannot be changed: add another connection" }],
      });
    }
    const { connection: saved } = await saveConnection(tx, given, { sealer, now: ctx.now() });
    return { saved, changed: changedFields(living, saved, given) };
  });
}

/** Archives a connection of the settings: its tasks keep their addresses, its secrets are forgotten. */
export async function deleteConnection({
  ctx,
  input,
}: Call<{ params: { connection: string } }>): Promise<void> {
  const slug = input.params.connection;
  requirePermission(ctx.caller, "administer", slug);
  await act(ctx, "connection.archive", slug, async (tx) => {
    const living = await requireOwn(tx, slug);
    await archiveConnection(tx, slug, "settings", ctx.now());
    return { saved: living };
  });
}

/** Their names, and that a secret was typed; what stands there is no business of the trail (security.md S4.5). */
function changedFields(
  before: StoredConnection,
  after: StoredConnection,
  { credentials, tls }: GivenConnection,
): string[] {
  const told = Object.keys(after).filter((name) => name !== "id" && name !== "updatedAt");
  const changed = told.filter((name) => Reflect.get(before, name) !== Reflect.get(after, name));
  return [...changed, ...(credentials ? ["credentials"] : []), ...(tls ? ["tls"] : [])];
}

/** Local change and audit row in one transaction, one administrator at a time (security.md S4.6). */
async function act(
  ctx: ServiceContext,
  action: string,
  slug: string,
  run: (tx: Tx) => Promise<{ saved: StoredConnection; changed?: string[] }>,
): Promise<Connection> {
  const { caller, address, requestId } = ctx;
  return inTransaction(ctx.deps.database, async (tx) => {
    await lockConnections(tx);
    const { saved, changed } = await run(tx);
    await writeAudit(tx, {
      actor: { id: caller.id, name: caller.name, kind: caller.kind },
      surface: caller.surface,
      address,
      action,
      connection: slug,
      subject: saved.endpoint,
      reason: changed?.join(", "),
      requestId,
      result: "ok",
    });
    return presentConnection(saved, caller);
  });
}

/** What the environment or the sandbox defines would come back as it was with the next start. */
async function requireOwn(tx: Tx, slug: string): Promise<StoredConnection> {
  const [latest] = await findConnections(tx, slug);
  if (!latest) throw new AppError("not_found", "There is no such connection.");
  if (latest.archivedAt) throw new AppError("conflict", "This connection is archived and read only.");
  if (latest.source === "settings") return latest;
  throw new AppError("conflict", "This connection is defined outside of the settings.", {
    hint: "Change the environment of the console and start it again.",
  });
}
