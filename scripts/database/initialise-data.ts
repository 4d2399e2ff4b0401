import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "../process/command-failure";
import { findFreePort } from "../process/ports";
import {
  type AccessRecord,
  newAccessRecord,
  readAccessRecord,
  recordFile,
  saveAccessRecord,
} from "./access-record";
import { type PostgresPrograms, runPostgresProgram } from "./run-postgres-program";

const MAJOR_VERSION = "18";

/** Makes the data directory when there is none yet, or only half of one; returns how to reach the server. */
export async function initialiseData(
  home: string,
  data: string,
  programs: PostgresPrograms,
): Promise<AccessRecord> {
  const done = join(home, "initialised");
  if (existsSync(done)) return checkExisting(home, data);
  rmSync(data, { recursive: true, force: true });
  const record = newAccessRecord(await findFreePort());
  saveAccessRecord(home, record);
  await makeDataDirectory(data, record, programs);
  writeFileSync(done, `PostgreSQL ${MAJOR_VERSION}\n`);
  return record;
}

function checkExisting(home: string, data: string): AccessRecord {
  const record = readAccessRecord(home);
  if (!record)
    throw new CommandFailure(`${recordFile(home)} is missing: put it back, or remove ${home} and its data.`);
  const versionFile = join(data, "PG_VERSION");
  if (!existsSync(versionFile))
    throw new CommandFailure(`${data} is missing: put it back, or remove ${home}.`);
  const version = readFileSync(versionFile, "utf8").trim();
  if (version === MAJOR_VERSION) return record;
  throw new CommandFailure(`${data} was made by PostgreSQL ${version}; this is PostgreSQL ${MAJOR_VERSION}.`);
}

async function makeDataDirectory(
  data: string,
  record: AccessRecord,
  programs: PostgresPrograms,
): Promise<void> {
  const passwordFile = `${data}.password`;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${record.password}\n`, { mode: 0o600 });
  if (programs.user) {
    for (const path of [data, passwordFile]) chownSync(path, programs.user.uid, programs.user.gid);
  }
  try {
    // The builtin provider sorts alike on every system; the machine's own locales do not.
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const access = ["-U", record.user, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
    const { code, output } = await runPostgresProgram(programs, "initdb", [
      "-D",
      data,
      ...access,
      ...locale,
      "--no-instructions",
    ]);
    if (code !== 0)
      throw new CommandFailure(`PostgreSQL could not make its data directory:\n${output.trimEnd()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
