import { setTimeout as wait } from "node:timers/promises";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import { createSealer } from "@/lib/store/seal";
import { openTestStore } from "@/lib/store/testing/test-store";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { createPlatformRegistry, type PlatformRegistry } from "../open-platform";

const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const place = { region: "cn-north-4", projectId: SANDBOX.projectId, instanceId: null };
const nowhere = { region: null, projectId: null, instanceId: null };

export const keys = {
  signIn: "keys",
  accessKey: SANDBOX.accessKey,
  secretKey: SANDBOX.secretKey,
  securityToken: null,
} as const;

/** One database, one simulator, and as many processes between them as a test starts. */
export async function openSignInWorld() {
  /** Ours, and what the platform's is ahead by. */
  const clock = { wall: Date.UTC(2026, 10, 22, 12), ahead: 0 };
  const store = await openTestStore();
  const simulator = createSimulator({
    ...{ ...SANDBOX, speed: 1, fleet: "demo" },
    now: () => new Date(clock.wall + clock.ahead),
  });
  const { url: endpoint } = await simulator.listen();
  const given = { source: "environment", endpoint, signature: null } as const;
  const processes: PlatformRegistry[] = [];
  const stopAll = () => Promise.all(processes.splice(0).map((one) => one.close()));
  const count = (test: (call: { path: string; status: number }) => boolean) =>
    simulator.calls().filter(test).length;

  return {
    clock,
    store,
    simulator,
    iam: (password = "sandbox"): GivenConnection => ({
      ...{ ...given, ...place, slug: "iam", name: "IAM", kind: "v5", iamEndpoint: endpoint },
      ...{ iamUser: "sandbox", iamDomain: "sandbox", credentials: { signIn: "iam", password } },
    }),
    na: (secret = "sandbox-secret"): GivenConnection => ({
      ...{ ...given, ...nowhere, slug: "na", name: "NA", kind: "na", appId: "sandbox-app" },
      credentials: { signIn: "app", secret },
    }),
    keys: (changes: Partial<GivenConnection> = {}): GivenConnection => ({
      ...{ ...given, ...place, slug: "keys", name: "Keys", kind: "v5", signature: "derived" },
      ...{ credentials: keys, ...changes },
    }),
    async save(connection: GivenConnection): Promise<number> {
      const how = { sealer, now: new Date(clock.wall) };
      const save = inTransaction(store.database, (tx) => saveConnection(tx, connection, how));
      return (await save).connection.id;
    },
    /** As a console or worker has it, with a pool of its own. */
    startProcess(): PlatformRegistry {
      const registry = createPlatformRegistry({
        ...{ database: store.openAgain(), sealer, random: () => 0.5, allowedHosts: [] },
        rates: { read: 0, write: 0, na: 0 },
        now: () => new Date(clock.wall),
        async sleep(milliseconds, signal) {
          await wait(Math.min(milliseconds, 20), undefined, { signal });
        },
        log: { info: () => undefined, warn: () => undefined },
      });
      processes.push(registry);
      return registry;
    },
    logins: () => count(({ path }) => /\/(?:auth\/tokens|login|refreshToken)$/.test(path)),
    /** Calls other than those. */
    refused: () => count(({ path, status }) => [401, 403].includes(status) && !/login|tokens/.test(path)),
    async reset() {
      await stopAll();
      await store.database.prisma.connection.deleteMany();
      simulator.reset();
      clock.ahead = 0;
    },
    async close() {
      await stopAll();
      await simulator.close();
      await store.close();
    },
  };
}

export type SignInWorld = Awaited<ReturnType<typeof openSignInWorld>>;
