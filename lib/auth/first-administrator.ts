import { randomInt } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { writeAudit } from "@/lib/store/audit-store";
import type { Tx } from "@/lib/store/db";
import { countPeople, createPerson, findFirstAdministrator, replacePassword } from "@/lib/store/person-store";
import { checkPassword, passwordLengths } from "./password-rules";

export interface FirstAdministrator {
  email: string;
  /** The generated one, this once; null when it was given or made earlier. */
  password: string | null;
  /** Made by Muster and not changed by anybody yet. */
  generated: boolean;
  warnings: string[];
}

export interface AdministratorSettings {
  /** `MUSTER_ADMIN_EMAIL` and `MUSTER_ADMIN_PASSWORD`. */
  email: string | null;
  password: string | null;
}

const defaultEmail = "admin@muster.local";

/**
 * Makes the administrator of an empty house. Later it only replaces a generated password nobody has changed by the
 * one from the environment: the way in for whoever lost the first one.
 */
export async function ensureFirstAdministrator(
  tx: Tx,
  settings: AdministratorSettings,
): Promise<FirstAdministrator> {
  if ((await countPeople(tx)) === 0) return createAdministrator(tx, settings);
  const person = await findFirstAdministrator(tx);
  const email = person?.email ?? settings.email ?? defaultEmail;
  if (person === null || !person.passwordIsInitial)
    return { email, password: null, generated: false, warnings: [] };
  if (settings.password === null) return { email, password: null, generated: true, warnings: [lostPassword] };
  await replacePassword(tx, person.id, await hashPassword(settings.password));
  await recordPerson(tx, person.id, "password.set");
  return { email, password: null, generated: false, warnings: judgeGiven(settings.password) };
}

const lostPassword =
  "the first password is still the generated one, shown at the first start: change it, or set MUSTER_ADMIN_PASSWORD if it is lost";

async function createAdministrator(tx: Tx, settings: AdministratorSettings): Promise<FirstAdministrator> {
  const generated = settings.password === null ? generatePassword() : null;
  const password = settings.password ?? generated ?? "";
  const email = (settings.email ?? defaultEmail).toLowerCase();
  const id = generateId();
  await createPerson(tx, {
    id,
    name: "Administrator",
    email,
    passwordHash: await hashPassword(password),
    passwordIsInitial: generated !== null,
    grants: [{ connection: "*", role: "administrator" }],
  });
  await recordPerson(tx, id, "person.create");
  const warnings = generated === null ? judgeGiven(password) : [];
  return { email, password: generated, generated: generated !== null, warnings };
}

async function recordPerson(tx: Tx, id: string, action: string): Promise<void> {
  const actor = { id: "system", name: "Start of the console", kind: "system" } as const;
  await writeAudit(tx, { actor, surface: "system", address: null, action, subject: id, result: "ok" });
}

/** Who sets the environment owns the machine: a weak password is named, not refused. */
function judgeGiven(password: string): string[] {
  const problem = checkPassword({ password });
  if (problem === null) return [];
  const why =
    problem === "too_short" ? `has fewer than ${passwordLengths.least} characters` : "is easy to guess";
  return [`MUSTER_ADMIN_PASSWORD ${why}: change it after the first sign-in`];
}

/** Without letters and digits that look alike. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of five: 99 bits that can be read out and typed. */
function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
  return Array.from({ length: 4 }, group).join("-");
}

function generateId(): string {
  return Array.from({ length: 32 }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}
