import { ensureFirstAdministrator, type FirstAdministrator } from "@/lib/auth/first-administrator";
import type { Environment } from "@/lib/env";
import { writeAudit } from "@/lib/store/audit-store";
import { lockConnections } from "@/lib/store/connection-lock";
import { archiveConnection, saveConnection } from "@/lib/store/connection-registration";
import { type Database, inTransaction, type Tx } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import type { Sealer } from "@/lib/store/seal";
import { listStoredKeyIds, resealCredentials } from "@/lib/store/sealed-keys";
import { resealFiles } from "@/lib/store/stored-file-store";
import { findUnknownSecretKeys, resealSubtaskSecrets } from "@/lib/store/subtask-secret-store";
import { readGivenConnections, sandboxSlugs } from "./given-connections";

/** The house cannot be prepared as the environment says; the message is one line for the person who starts it. */
export class BootstrapError extends Error {}

export interface BootstrapReport {
  sandbox: boolean;
  admin: Pick<FirstAdministrator, "email" | "password" | "generated">;
  warnings: string[];
}

type HouseSettings = Pick<
  Environment,
  "adminEmail" | "adminPassword" | "platform" | "naPlatform" | "sandboxUrl" | "warnings"
>;

/**
 * What the console needs in a migrated database: readable secrets, the first administrator, the connections of the
 * environment and of the running sandbox. All or nothing, one process at a time; again is harmless. Kept workbooks and
 * secrets of new devices of a retired key are sealed anew behind it, piece by piece.
 */
export async function prepareHouse(
  database: Database,
  env: HouseSettings,
  { sealer, now }: { sealer: Sealer; now: Date },
): Promise<BootstrapReport> {
  const connections = readGivenConnections(env);
  const report = await inTransaction(database, async (tx) => {
    await lockConnections(tx);
    await requireKnownKeys(tx, sealer);
    await resealCredentials(tx, sealer);
    const { warnings, ...admin } = await ensureFirstAdministrator(tx, {
      email: env.adminEmail,
      password: env.adminPassword,
    });
    for (const given of connections) await save(tx, given, sealer, now);
    if (env.sandboxUrl === null) {
      for (const slug of sandboxSlugs) await archiveConnection(tx, slug, "sandbox", now);
    }
    return {
      sandbox: env.sandboxUrl !== null,
      admin,
      warnings: [...env.warnings, ...warnings],
    };
  });
  await resealFiles(database.prisma, sealer);
  await resealSubtaskSecrets(database.prisma, sealer);
  return report;
}

/** F44: half of the secrets readable would be a house where only some things work. */
async function requireKnownKeys(tx: Tx, sealer: Sealer): Promise<void> {
  const unknown = [
    ...(await listStoredKeyIds(tx)).filter((id) => !sealer.keyIds.includes(id)),
    ...(await findUnknownSecretKeys(tx, sealer)),
  ];
  if (unknown.length === 0) return;
  throw new BootstrapError(
    `Stored secrets were sealed with the unknown key ${unknown.join(", ")}: set MUSTER_SECRET back to what it was, ` +
      "or set MUSTER_SECRET_PREVIOUS to it.",
  );
}

async function save(tx: Tx, given: GivenConnection, sealer: Sealer, now: Date): Promise<void> {
  const { changed } = await saveConnection(tx, given, { sealer, now });
  // The sandbox gets another port with every start: that is no change of a setting.
  if (!changed || given.source === "sandbox") return;
  await writeAudit(tx, {
    actor: { id: "system", name: "Start of the console", kind: "system" },
    surface: "system",
    address: null,
    action: "connection.save",
    connection: given.slug,
    result: "ok",
  });
}
