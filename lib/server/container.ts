import "server-only";
import { requireRecentProof } from "@/lib/auth/step-up";
import { readEnvironment } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createRoute } from "@/lib/http/route";
import { createLogger } from "@/lib/log";
import type { ServiceContext } from "@/lib/services/context";
import { type Container, openHouse } from "./house";
import type { Visitor } from "./visitors";

/**
 * Next gives pages and route handlers each their own copy of our modules, so `instanceof` fails between them: there is
 * one container per copy, told apart by its error class. On `globalThis`, or development would open one per edit.
 */
const shared = globalThis as typeof globalThis & {
  [key: symbol]: Map<typeof AppError, Container> | undefined;
};
const key = Symbol.for("muster.containers");
shared[key] ??= new Map();
const containers = shared[key];

function house(): Container {
  const open = containers.get(AppError) ?? openHouse(readEnvironment(), createLogger({ name: "console" }));
  containers.set(AppError, open);
  return open;
}

/** Throws `EnvironmentError`; nothing is opened before the first call, so that a build needs no environment. */
export async function getContainer(): Promise<Container> {
  return house();
}

/** Ends calls in flight and closes the database; the next `getContainer` opens a new one. */
export async function closeContainer(): Promise<void> {
  const open = containers.get(AppError);
  containers.delete(AppError);
  await open?.close();
}

/** Ends event streams, of whichever copy: answers that would not end by themselves. */
export function endStreams(): void {
  for (const open of containers.values()) open.live.endStreams();
}

export function makeServiceContext(visitor: Visitor): ServiceContext {
  const { now, services } = house();
  const { facts, ...caller } = visitor;
  return { caller, ...facts, now, deps: services };
}

/** Makes every export of an `app/api/v1/…/route.ts`. */
export const route = createRoute<Visitor, ServiceContext>({
  authenticate: async (facts) => house().visitors.identify(facts),
  checkAccess: async (visitor, permission, connection) =>
    house().visitors.checkAccess(visitor, permission, connection),
  checkProof: (visitor) => requireRecentProof(visitor, house().now()),
  makeContext: ({ caller }) => {
    if (caller === null) throw new AppError("unauthenticated", "Sign in or send a token.");
    return makeServiceContext(caller);
  },
  get appOrigin() {
    return house().env.appUrl;
  },
  log: {
    info: (fields, message) => house().log.info(fields, message),
    error: (fields, message) => house().log.error(fields, message),
  },
  clock: () => performance.now(),
});
