import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TaskDraft } from "@/lib/domain/platform-task";
import { isMissing } from "@/lib/iotda/errors";
import { findClockOffset, listClockOffsets } from "@/lib/store/connection-clock";
import { saveConnection } from "@/lib/store/connection-registration";
import { ensureListPolls } from "@/lib/store/connection-sync-store";
import { inTransaction } from "@/lib/store/db";
import type { GivenConnection } from "@/lib/store/given-connection";
import { createSealer } from "@/lib/store/seal";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { createPlatformRegistry, type PlatformRegistry } from "./open-platform";

const sealer = createSealer({ secret: "a secret of thirty-two characters or more" });
const minute = 60_000;
const people = { lane: "people" } as const;
const polling = { lane: "polling" } as const;

/** The platform's clock and ours; the simulator takes signatures by its own. */
const clock = { wall: Date.UTC(2026, 10, 22, 12), ahead: 0 };
const simulator = createSimulator({
  ...{ ...SANDBOX, speed: 1, fleet: "demo" },
  now: () => new Date(clock.wall + clock.ahead),
});
let store: TestStore;
let url: string;
let processes: PlatformRegistry[] = [];

beforeAll(async () => {
  store = await openTestStore();
  ({ url } = await simulator.listen());
});
beforeEach(async () => {
  for (const one of processes) await one.close();
  processes = [];
  await store.database.prisma.connection.deleteMany();
  simulator.reset();
  clock.ahead = 0;
});
afterAll(async () => {
  for (const one of processes) await one.close();
  await simulator.close();
  await store.close();
});

/** As a console or worker has it, with a pool of its own. */
function startProcess(): PlatformRegistry {
  const registry = createPlatformRegistry({
    ...{ database: store.openAgain(), sealer, random: Math.random, allowedHosts: [] },
    rates: { read: 0, write: 0, na: 0 },
    now: () => new Date(clock.wall),
    sleep: async (milliseconds, signal) =>
      void (await wait(Math.min(milliseconds, 20), undefined, { signal })),
    log: { info: () => undefined, warn: () => undefined },
  });
  processes.push(registry);
  return registry;
}

const place = { region: "cn-north-4", projectId: SANDBOX.projectId, instanceId: null };
const keys = { signIn: "keys", accessKey: SANDBOX.accessKey, secretKey: SANDBOX.secretKey } as const;
const given = {
  iam: (password = "sandbox"): GivenConnection => ({
    ...{
      slug: "iam",
      name: "IAM",
      kind: "v5",
      source: "environment",
      endpoint: url,
      ...place,
      signature: null,
    },
    ...{
      iamEndpoint: url,
      iamUser: "sandbox",
      iamDomain: "sandbox",
      credentials: { signIn: "iam", password },
    },
  }),
  na: (secret = "sandbox-secret"): GivenConnection => ({
    ...{ slug: "na", name: "NA", kind: "na", source: "environment", endpoint: url, signature: null },
    ...{ region: null, projectId: null, instanceId: null, appId: "sandbox-app" },
    credentials: { signIn: "app", secret },
  }),
  keys: (changes: Partial<GivenConnection> = {}): GivenConnection => ({
    ...{ slug: "keys", name: "Keys", kind: "v5", source: "environment", endpoint: url, ...place },
    ...{ signature: "derived", credentials: { ...keys, securityToken: null }, ...changes },
  }),
};

const save = async (connection: GivenConnection) => {
  const how = { sealer, now: new Date(clock.wall) };
  return (await inTransaction(store.database, (tx) => saveConnection(tx, connection, how))).connection;
};

const logins = () =>
  simulator.calls().filter(({ path }) => /\/(?:auth\/tokens|login|refreshToken)$/.test(path)).length;
const refused = () =>
  simulator.calls().filter(({ status, path }) => (status === 401 || status === 403) && !/login/.test(path))
    .length;

const draft: TaskDraft = {
  ...{ name: "Once", type: "firmwareUpgrade", appId: null, mode: null, extInfo: null, needConfirm: null },
  targets: { kind: "list", ids: ["65e1a0c04c3d5e6f70819201_wm-0000001"] },
  document: { package_id: "67a01c084c3d5e6f70819301" },
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  legacy: null,
};

/** One call that only a signed-in caller gets an answer to. */
const asks = {
  iam: async (registry: PlatformRegistry, id: number) => (await registry({ id })).listApps(people),
  na: async (registry: PlatformRegistry, id: number) => {
    const platform = await registry({ id });
    const error = await platform.showTask({ taskId: "0".repeat(24), limit: 1 }, people).catch((e) => e);
    if (!isMissing(error)) throw error;
  },
};

describe.each(["iam", "na"] as const)("a connection that signs in: %s", (kind) => {
  const ask = asks[kind];

  it("signs in once for two processes, and not again after a restart", async () => {
    const { id } = await save(given[kind]());
    const [one, two] = [startProcess(), startProcess()];
    await Promise.all([ask(one, id), ask(two, id), ask(one, id), ask(two, id)]);
    await one.close();
    await two.close();
    await ask(startProcess(), id);
    expect([logins(), refused()]).toEqual([1, 0]);
    const { tokenSealed } = await store.database.prisma.platformToken.findUniqueOrThrow({
      where: { connectionId: id },
    });
    expect(tokenSealed).toMatch(/^v1\./);
  });

  it("renews once for two processes when the token dies, without ping-pong (F21, F22)", async () => {
    const { id } = await save(given[kind]());
    const [one, two] = [startProcess(), startProcess()];
    await Promise.all([ask(one, id), ask(two, id)]);
    simulator.expireTokens(kind);
    await Promise.all([ask(one, id), ask(two, id), ask(one, id), ask(two, id)]);
    expect(logins()).toBe(2);
    simulator.clearCalls();
    for (const registry of [one, two, one, two]) await ask(registry, id);
    expect([logins(), refused()]).toEqual([0, 0]);
  });

  it("renews before the end, unnoticed by the calls", async () => {
    const { id } = await save(given[kind]());
    const registry = startProcess();
    await ask(registry, id);
    const lifetime = kind === "iam" ? 24 * 60 * minute : 60 * minute;
    clock.wall += lifetime - 2 * minute;
    await ask(registry, id);
    clock.wall += 4 * minute;
    await ask(registry, id);
    expect([logins(), refused()]).toEqual([2, 0]);
  });

  it("does not hammer with wrong credentials, and signs in as soon as they are right (F20)", async () => {
    const { id } = await save(given[kind]("wrong"));
    const [one, two] = [startProcess(), startProcess()];
    for (const registry of [one, two, one]) {
      await expect(ask(registry, id)).rejects.toMatchObject({
        ...{ code: "upstream_auth", sent: "no", hint: expect.any(String) },
        key: kind === "iam" ? "sign_in_refused" : "application_secret_wrong",
        upstream: { status: 401, errorMessage: expect.stringMatching(/password|secret|appId/i) },
      });
    }
    expect(logins()).toBe(1);
    await save(given[kind]());
    await Promise.all([ask(one, id), ask(two, id)]);
    expect(logins()).toBe(2);
  });
});

describe("a crawl by IAM token", () => {
  it.each(["platform", "gateway"] as const)(
    "goes on at its marker when the %s ends the token",
    async (refuser) => {
      const { id } = await save(given.iam());
      const platform = await startProcess()({ id });
      const ids = Array.from(
        { length: 120 },
        (_, n) => `65e1a0c04c3d5e6f70819201_wm-${String(n + 1).padStart(7, "0")}`,
      );
      const { taskId } = await platform.createTask({ ...draft, targets: { kind: "list", ids } }, people);
      simulator.advanceClock(minute);
      const seen: string[] = [];
      let marker: string | null = null;
      do {
        const query = { taskId, limit: 50, ...(marker === null ? {} : { marker }) };
        const { subtasks } = await platform.showTask(query, { lane: "bulk" });
        seen.push(...subtasks.rows.map(({ target }) => target));
        marker = subtasks.marker;
        if (seen.length === 50) simulator.expireTokens("iam", refuser);
      } while (marker !== null);
      expect(new Set(seen).size).toBe(120);
      expect([logins(), refused()]).toEqual([2, 1]);
    },
  );

  it("sends a write again that was refused for its token, and does it once", async () => {
    const { id } = await save(given.iam());
    const platform = await startProcess()({ id });
    await platform.listApps(polling);
    simulator.expireTokens("iam");
    await platform.createTask(draft, people);
    expect((await platform.listTasks({ type: draft.type, limit: 50 }, polling)).rows).toHaveLength(1);
  });
});

it("refreshes a legacy token before its end with the refresh token, the secret stays home", async () => {
  const { id } = await save(given.na());
  const registry = startProcess();
  await asks.na(registry, id);
  clock.wall += 56 * minute;
  await asks.na(registry, id);
  const signIns = simulator.calls().filter(({ path }) => path.includes("/sec/"));
  expect(signIns.map(({ path, status }) => [path.split("/").at(-1), status])).toEqual([
    ["login", 200],
    ["refreshToken", 200],
  ]);
});

describe("a connection with keys", () => {
  it.each([
    ["standard", null],
    ["derived", null],
    ["standard", "a temporary token"],
    ["derived", "a temporary token"],
  ] as const)("signs %s with security token %s", async (signature, securityToken) => {
    const { id } = await save(given.keys({ signature, credentials: { ...keys, securityToken } }));
    await (await startProcess()({ id })).listApps(people);
    const algorithm = signature === "standard" ? "SDK-HMAC-SHA256" : "V11-HMAC-SHA256";
    expect(simulator.calls()).toMatchObject([{ status: 200, signature: algorithm }]);
  });

  it("learns once what the clocks differ by, keeps it for other processes, and forgets it again (F19)", async () => {
    const { id } = await save(given.keys());
    await ensureListPolls(store.database, [], new Date(clock.wall));
    clock.ahead = 20 * minute;
    const first = await startProcess()({ id });
    for (let left = 2; left > 0; left -= 1) await first.listApps(people);
    expect(refused()).toBe(1);
    await expect.poll(() => findClockOffset(store.database.prisma, id)).toBe(20 * minute);
    expect(await listClockOffsets(store.database.prisma)).toEqual([
      { connectionId: id, offsetMs: 20 * minute, seenAt: new Date(clock.wall) },
    ]);
    simulator.clearCalls();
    const second = await startProcess()({ id });
    await second.listApps(people);
    expect(refused()).toBe(0);
    clock.ahead = 0;
    await second.listApps(people);
    expect(refused()).toBe(1);
    await expect.poll(() => listClockOffsets(store.database.prisma)).toEqual([]);
  });
});
