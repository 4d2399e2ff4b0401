import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "../process/write-atomically";

const AccessRecord = z.object({ user: z.string(), password: z.string(), port: z.number().int() });

/** How to reach the embedded server: written when it is made, its port again whenever that one is taken. */
export type AccessRecord = z.infer<typeof AccessRecord>;

export function newAccessRecord(port: number): AccessRecord {
  return { user: "muster", password: randomBytes(24).toString("base64url"), port };
}

export function readAccessRecord(home: string): AccessRecord | null {
  const file = recordFile(home);
  return existsSync(file) ? AccessRecord.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

export function saveAccessRecord(home: string, record: AccessRecord): void {
  writeAtomically(recordFile(home), `${JSON.stringify(record)}\n`, 0o600);
}

/** A connection address; `sslmode` is spelled out so that a PGSSLMODE in the environment changes nothing. */
export function databaseUrl({ user, password, port }: AccessRecord, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

export function recordFile(home: string): string {
  return join(home, "access.json");
}
