import { join } from "node:path";
import { createAccessTrail } from "@/lib/auth/access-trail";
import { createTokenVerifier } from "@/lib/auth/api-token";
import type { AuthRouteDeps } from "@/lib/auth/auth-routes";
import { type AuthenticateDeps, authenticate, type IdentityFacts } from "@/lib/auth/authenticate";
import { createSignInLibrary } from "@/lib/auth/better-auth";
import type { Caller } from "@/lib/auth/caller";
import { checkAgain } from "@/lib/auth/check-again";
import { sessionCookies } from "@/lib/auth/session-cookie";
import { createSignInThrottle } from "@/lib/auth/sign-in-throttle";
import { type Environment, EnvironmentError } from "@/lib/env";
import { readJsonBody } from "@/lib/http/read-body";
import type { Logger } from "@/lib/log";
import { createPlatformRegistry } from "@/lib/services/connections/open-platform";
import type { ServiceDeps } from "@/lib/services/context";
import { createLiveHub, type LiveHub } from "@/lib/services/events/hub";
import { type Database, openDatabase } from "@/lib/store/db";
import { machineClock } from "@/lib/store/live-clock";
import { createSealer, type Sealer } from "@/lib/store/seal";
import { createWorkbookChecker } from "@/lib/workbook/checker";
import { sleep } from "./sleep";
import { createVisitors, type Visitors } from "./visitors";

/** Everything the console is made of, wired once from the environment. */
export interface Container {
  env: Environment;
  log: Logger;
  database: Database;
  sealer: Sealer;
  services: ServiceDeps;
  live: LiveHub;
  visitors: Visitors;
  auth: AuthRouteDeps;
  now: () => Date;
  close(): Promise<void>;
}

/** Bytes; an e-mail and two passwords. */
const authBodyLimit = 16_384;

/** Throws `EnvironmentError` when what the start script gives is missing; connects to nothing yet. */
export function openHouse(env: Environment, log: Logger): Container {
  const { databaseUrl, secret } = requireGiven(env);
  const now = () => new Date();
  const database = openDatabase(databaseUrl);
  const sealer = createSealer({ secret, previousSecret: env.secretPrevious });
  const platformFor = createPlatformRegistry({
    database,
    sealer,
    rates: env.rates,
    pageConcurrency: env.pageConcurrency,
    allowedHosts: env.allowedEndpoints,
    now,
    sleep,
    random: Math.random,
    log,
  });
  // Beside the programs the build makes; every one of them runs in the project's folder.
  const workbooks = createWorkbookChecker({ threadFile: join(process.cwd(), "build", "workbook.js") });
  const cookies = sessionCookies(secret, env.appUrl);
  const throttle = createSignInThrottle({ database, now });
  const identity: AuthenticateDeps = {
    database,
    tokens: createTokenVerifier(env.apiToken),
    cookies,
    secondFactorRequired: env.secondFactor === "required",
    now,
  };
  const whoIs = (facts: IdentityFacts): Promise<Caller | null> => authenticate(facts, identity);
  const services: ServiceDeps = {
    ...{ database, platformFor, sealer, workbooks, sleep, log },
    allowedHosts: env.allowedEndpoints,
  };
  const live = createLiveHub({
    database,
    directUrl: env.databaseDirectUrl ?? databaseUrl,
    checkAgain: (callers) => checkAgain(callers, identity),
    clock: machineClock,
    random: Math.random,
    log,
  });
  return {
    env,
    log,
    database,
    sealer,
    services,
    live,
    visitors: createVisitors({ whoIs, trail: createAccessTrail({ database, throttle, now }) }),
    auth: {
      database,
      library: createSignInLibrary({
        database,
        secret,
        previousSecret: env.secretPrevious,
        appOrigin: env.appUrl,
        cookie: cookies.page,
        onError: (message) => log.error({ reason: message }, "sign-in library"),
      }),
      throttle,
      cookie: cookies.page,
      appOrigin: env.appUrl,
      authenticate: (headers) => whoIs({ headers, context: "page" }),
      now,
      sleep,
      clock: () => performance.now(),
      readJson: (request) => readJsonBody(request, authBodyLimit),
    },
    now,
    async close() {
      await live.close();
      workbooks.close();
      await platformFor.close();
      await database.close();
    },
  };
}

function requireGiven({ databaseUrl, secret }: Environment): { databaseUrl: string; secret: string } {
  if (databaseUrl !== null && secret !== null) return { databaseUrl, secret };
  const unset = [
    ...(databaseUrl === null ? ["DATABASE_URL"] : []),
    ...(secret === null ? ["MUSTER_SECRET"] : []),
  ];
  throw new EnvironmentError(unset.map((variable) => ({ variable, rule: "must be set" })));
}
