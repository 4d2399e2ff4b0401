import type { KeySource } from "./env/network-values";
import { type NaEnvironment, readNa, readV5, type V5Environment } from "./env/platform-connections";
import type { VariableProblem } from "./env/problems";
import { Variables, variables } from "./env/variables";
import { findWarnings } from "./env/warnings";

/** A bad value in the environment. The message is one line: each variable with its rule, never a value. */
export class EnvironmentError extends Error {
  readonly problems: readonly VariableProblem[];

  constructor(problems: readonly VariableProblem[]) {
    super(problems.map(({ variable, rule }) => `${variable} ${rule}`).join("; "));
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}

export interface OidcEnvironment {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** The environment, checked: origins without a trailing slash, rates in calls a second, everything unset as null. */
export interface Environment {
  nodeEnv: "production" | "development" | "test";
  port: number;
  host: string;
  appUrl: string;
  databaseUrl: string | null;
  databaseDirectUrl: string | null;
  /** Relative paths are meant from the project's folder. */
  dataDir: string;
  secret: string | null;
  secretPrevious: string | null;
  adminEmail: string | null;
  adminPassword: string | null;
  apiToken: string | null;
  sandbox: "on" | "off" | "auto";
  /** Where the start script put the sandbox's simulator; null when it runs none. */
  sandboxUrl: string | null;
  embedOrigins: string[];
  embedKeys: KeySource | null;
  allowedEndpoints: string[];
  trustedProxies: string[];
  secondFactor: "offered" | "required";
  oidc: OidcEnvironment | null;
  retention: { days: number | null; gigabytes: number | null };
  rates: { read: number; write: number; na: number };
  pageConcurrency: number;
  platform: V5Environment | null;
  naPlatform: NaEnvironment | null;
  warnings: string[];
}

type Source = Readonly<Record<string, string | undefined>>;

/** Throws `EnvironmentError`; an empty value counts as unset, so that `NAME=` in a file switches it off. */
export function parseEnvironment(source: Source): Environment {
  const parsed = Variables.safeParse(pickGiven(source));
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => ({ variable: String(issue.path[0]), rule: issue.message })),
    );
  }
  const given = parsed.data;
  const v5 = readV5(given);
  const na = readNa(given);
  const oidc = readOidc(given);
  const problems = [...checkDatabase(given), ...oidc.problems, ...v5.problems, ...na.problems];
  if (problems.length > 0) throw new EnvironmentError(problems);

  const appUrl = given.APP_URL ?? `http://localhost:${given.PORT}`;
  return {
    nodeEnv: given.NODE_ENV ?? "production",
    port: given.PORT,
    host: given.HOST,
    appUrl,
    databaseUrl: given.DATABASE_URL ?? null,
    databaseDirectUrl: given.DATABASE_DIRECT_URL ?? given.DATABASE_URL ?? null,
    dataDir: given.MUSTER_DATA_DIR,
    secret: given.MUSTER_SECRET ?? null,
    secretPrevious: given.MUSTER_SECRET_PREVIOUS ?? null,
    adminEmail: given.MUSTER_ADMIN_EMAIL ?? null,
    adminPassword: given.MUSTER_ADMIN_PASSWORD ?? null,
    apiToken: given.MUSTER_API_TOKEN ?? null,
    sandbox: given.MUSTER_SANDBOX,
    sandboxUrl: given.MUSTER_SANDBOX_URL ?? null,
    embedOrigins: given.MUSTER_EMBED_ORIGINS,
    embedKeys: given.MUSTER_EMBED_KEYS ?? null,
    allowedEndpoints: given.MUSTER_ALLOWED_ENDPOINTS,
    trustedProxies: given.MUSTER_TRUSTED_PROXIES,
    secondFactor: given.MUSTER_SECOND_FACTOR,
    oidc: oidc.oidc,
    retention: { days: given.MUSTER_RETENTION_DAYS ?? null, gigabytes: given.MUSTER_RETENTION_GB ?? null },
    rates: { read: given.IOTDA_RATE_READ, write: given.IOTDA_RATE_WRITE, na: given.IOTDA_NA_RATE },
    pageConcurrency: given.IOTDA_PAGE_CONCURRENCY,
    platform: v5.connection,
    naPlatform: na.connection,
    warnings: findWarnings(given, appUrl),
  };
}

/** The one reader of `process.env` in the product. */
export function readEnvironment(): Environment {
  return parseEnvironment(process.env);
}

function pickGiven(source: Source): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(variables)) {
    const value = source[name];
    if (value !== undefined && value !== "") given[name] = value;
  }
  return given;
}

function checkDatabase(given: Variables): VariableProblem[] {
  const problems: VariableProblem[] = [];
  if (given.DATABASE_DIRECT_URL !== undefined && given.DATABASE_URL === undefined) {
    problems.push({ variable: "DATABASE_URL", rule: "must be set because DATABASE_DIRECT_URL is" });
  }
  // A generated key would differ on each machine that shares the database.
  if (
    given.NODE_ENV === "production" &&
    given.DATABASE_URL !== undefined &&
    given.MUSTER_SECRET === undefined
  ) {
    problems.push({ variable: "MUSTER_SECRET", rule: "must be set in production because DATABASE_URL is" });
  }
  return problems;
}

function readOidc(given: Variables): { oidc: OidcEnvironment | null; problems: VariableProblem[] } {
  const names = ["MUSTER_OIDC_ISSUER", "MUSTER_OIDC_CLIENT_ID", "MUSTER_OIDC_CLIENT_SECRET"] as const;
  const { MUSTER_OIDC_ISSUER: issuer, MUSTER_OIDC_CLIENT_ID: clientId } = given;
  const clientSecret = given.MUSTER_OIDC_CLIENT_SECRET;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { oidc: { issuer, clientId, clientSecret }, problems: [] };
  }
  const because = names.find((name) => given[name] !== undefined);
  if (because === undefined) return { oidc: null, problems: [] };
  const unset = names.filter((name) => given[name] === undefined);
  return {
    oidc: null,
    problems: unset.map((variable) => ({ variable, rule: `must be set because ${because} is` })),
  };
}
