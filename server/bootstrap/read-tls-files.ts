import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { EnvironmentError } from "@/lib/env";
import type { NaEnvironment } from "@/lib/env/platform-connections";
import { findTlsProblems } from "@/lib/iotda/tls-problems";
import type { TlsMaterial } from "@/lib/store/connection-credentials";

type TlsFiles = Pick<NaEnvironment, "caFile" | "certFile" | "keyFile" | "keyPassphrase">;

const variables = {
  ca: "IOTDA_NA_CA_FILE",
  certificate: "IOTDA_NA_CERT_FILE",
  key: "IOTDA_NA_KEY_FILE",
  passphrase: "IOTDA_NA_KEY_PASSPHRASE",
} as const;

/**
 * The files of the legacy connection, read once: console and worker get them from the database. Null when none is
 * named. Throws `EnvironmentError`, one line for the variable that names a wrong file. Relative paths are meant from
 * the folder the process runs in.
 */
export function readTlsFiles({ caFile, certFile, keyFile, keyPassphrase }: TlsFiles): TlsMaterial | null {
  if (caFile === null && certFile === null && keyFile === null) return null;
  const tls = {
    ca: readText(caFile, variables.ca),
    certificate: readText(certFile, variables.certificate),
    key: readText(keyFile, variables.key),
    passphrase: keyPassphrase,
  };
  const problems = findTlsProblems(tls).map(({ part, rule }) => ({ variable: variables[part], rule }));
  if (problems.length > 0) throw new EnvironmentError(problems);
  return tls;
}

function readText(path: string | null, variable: string): string | null {
  if (path === null) return null;
  try {
    return readFileSync(resolve(path), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new EnvironmentError([{ variable, rule: `must name a file that can be read (${code})` }]);
  }
}
