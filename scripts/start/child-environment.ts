import type { Environment } from "@/lib/env";
import type { ChildEnvironment } from "../process/run-child";

type Settings = {
  environment: Environment;
  dataDirectory: string;
  secret: string;
  databaseUrl: string;
  sandboxUrl: string | null;
  dev: boolean;
};

/** What console, worker and bootstrap get: the environment as it is, with everything decided here spelled out. */
export function consoleEnvironment(outer: ChildEnvironment, settings: Settings): ChildEnvironment {
  const { environment, dataDirectory, secret, databaseUrl, sandboxUrl, dev } = settings;
  return {
    ...outer,
    // Containers and shells set it to the machine's name, and Next would listen there.
    HOSTNAME: undefined,
    // `.env` was read once, for all of us; Next would read it again, after the environment was checked.
    __NEXT_PROCESSED_ENV: "true",
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(environment.port),
    HOST: environment.host,
    DATABASE_URL: databaseUrl,
    MUSTER_DATA_DIR: dataDirectory,
    MUSTER_SECRET: secret,
    MUSTER_SANDBOX_URL: sandboxUrl ?? undefined,
  };
}

/** The simulator plays the platform: it gets its own settings, and none of our secrets. */
export function simulatorEnvironment(
  outer: ChildEnvironment,
  port: number,
  directory: string | null,
): ChildEnvironment {
  const kept = Object.entries(outer).filter(([name]) =>
    /^(SIMULATOR_|PATH$|TZ$|LANG$|TMPDIR$|SystemRoot$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: "production",
    SIMULATOR_PORT: String(port),
    ...(directory === null ? {} : { SIMULATOR_DATA_DIR: directory }),
  };
}
