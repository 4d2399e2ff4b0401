import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "../process/command-failure";
import { errorCode } from "../process/error-code";
import { writeAtomically } from "../process/write-atomically";

// As root, PostgreSQL runs as another user below it, who may walk through but not look around.
const MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** Makes the data directory, or fails with the one line that says why it is of no use. */
export function prepareDataDirectory(directory: string): void {
  const probe = join(directory, `.probe-${process.pid}`);
  try {
    mkdirSync(directory, { recursive: true, mode: MODE });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new CommandFailure(`MUSTER_DATA_DIR ${directory} cannot be written (${errorCode(error)}).`);
  }
}

/** The key material of this installation, made on the first start and readable by its owner only. */
export function loadOrCreateSecret(directory: string): string {
  const existing = loadSecret(directory);
  if (existing !== null) return existing;
  const secret = randomBytes(32).toString("base64url");
  writeAtomically(secretFile(directory), `${secret}\n`, 0o600);
  return secret;
}

/** The key material that a start on this data directory made, if there was one. */
export function loadSecret(directory: string): string | null {
  const file = secretFile(directory);
  if (!existsSync(file)) return null;
  const secret = readFileSync(file, "utf8").trim();
  if (secret === "")
    throw new CommandFailure(`${file} is empty: put the old secret back, or remove the file.`);
  return secret;
}

function secretFile(directory: string): string {
  return join(directory, "secret");
}
