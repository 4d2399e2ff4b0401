import type { Role } from "@/lib/contracts/permission";
import type { RoleGrant, User } from "@/lib/generated/prisma/client";
import type { Db, Tx } from "./db";

export interface Person {
  id: string;
  name: string;
  email: string;
  disabledAt: Date | null;
  /** The password in use was made by Muster and shown once. */
  passwordIsInitial: boolean;
  /** A second factor is set up and asked for at every sign-in. */
  secondFactor: boolean;
  /** A connection's slug, or `*` for all, to the roles held there. */
  grants: Record<string, Role[]>;
}

export async function findPerson(db: Db, id: string): Promise<Person | null> {
  const row = await db.user.findUnique({ where: { id }, include: { grants: true } });
  return row === null ? null : toPerson(row);
}

export async function findPersonByEmail(db: Db, email: string): Promise<Person | null> {
  const row = await db.user.findUnique({ where: { email: email.toLowerCase() }, include: { grants: true } });
  return row === null ? null : toPerson(row);
}

export async function countPeople(db: Db): Promise<number> {
  return db.user.count();
}

/** The oldest person who is administrator of everything and not disabled. */
export async function findFirstAdministrator(db: Db): Promise<Person | null> {
  const row = await db.user.findFirst({
    where: { disabledAt: null, grants: { some: { connection: "*", role: "administrator" } } },
    include: { grants: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return row === null ? null : toPerson(row);
}

export interface NewPerson {
  id: string;
  name: string;
  email: string;
  /** As the sign-in library's own hasher makes it. */
  passwordHash: string;
  passwordIsInitial: boolean;
  grants: { connection: string; role: Role }[];
}

/** A person with a password of their own; throws on an e-mail already taken. */
export async function createPerson(tx: Tx, { passwordHash, grants, ...person }: NewPerson): Promise<void> {
  await tx.user.create({
    data: {
      ...person,
      email: person.email.toLowerCase(),
      emailVerified: false,
      grants: { create: grants },
      accounts: {
        create: {
          id: `${person.id}-credential`,
          accountId: person.id,
          providerId: "credential",
          password: passwordHash,
        },
      },
    },
  });
}

/** Ends every session in the same transaction: a copied cookie is dead at once (security.md S1.9). */
export async function disablePerson(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.user.update({ where: { id }, data: { disabledAt: at } });
  await tx.session.deleteMany({ where: { userId: id } });
}

/** Ends every session: whoever knew the old password is out. */
export async function replacePassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.account.updateMany({
    where: { userId: id, providerId: "credential" },
    data: { password: passwordHash },
  });
  await tx.user.update({ where: { id }, data: { passwordIsInitial: false } });
  await tx.session.deleteMany({ where: { userId: id } });
}

/** As the sign-in library's own hasher made it; null for a person without a password. */
export async function findPasswordHash(db: Db, id: string): Promise<string | null> {
  const row = await db.account.findFirst({ where: { userId: id, providerId: "credential" } });
  return row?.password ?? null;
}

/** After the person chose a password of their own. */
export async function clearInitialPassword(tx: Db, id: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { passwordIsInitial: false } });
}

type PersonRow = Pick<
  User,
  "id" | "name" | "email" | "disabledAt" | "passwordIsInitial" | "twoFactorEnabled"
> & { grants: GrantRow[] };
type GrantRow = Pick<RoleGrant, "connection" | "role">;

export function toPerson(row: PersonRow): Person {
  const { id, name, email, disabledAt, passwordIsInitial } = row;
  const secondFactor = row.twoFactorEnabled === true;
  return { id, name, email, disabledAt, passwordIsInitial, secondFactor, grants: toGrants(row.grants) };
}

const knownRoles: readonly Role[] = ["viewer", "operator", "approver", "administrator"];

/** A role word this version does not know gives nothing. */
function toGrants(rows: GrantRow[]): Record<string, Role[]> {
  const grants = new Map<string, Role[]>();
  for (const { connection, role } of rows) {
    const known = knownRoles.find((word) => word === role);
    if (known) grants.set(connection, [...(grants.get(connection) ?? []), known]);
  }
  return Object.fromEntries(grants);
}
