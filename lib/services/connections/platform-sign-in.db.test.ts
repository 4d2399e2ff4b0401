import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TaskDraft } from "@/lib/domain/platform-task";
import { isMissing } from "@/lib/iotda/errors";
import type { PlatformRegistry } from "./open-platform";
import { openSignInWorld, type SignInWorld } from "./testing/sign-in-world";

const minute = 60_000;
const people = { lane: "people" } as const;
const polling = { lane: "polling" } as const;

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

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
    const id = await world.save(world[kind]());
    const [one, two] = [world.startProcess(), world.startProcess()];
    await Promise.all([ask(one, id), ask(two, id), ask(one, id), ask(two, id)]);
    await one.close();
    await two.close();
    await ask(world.startProcess(), id);
    expect([world.logins(), world.refused()]).toEqual([1, 0]);
    const { tokenSealed } = await world.store.database.prisma.platformToken.findUniqueOrThrow({
      where: { connectionId: id },
    });
    expect(tokenSealed).toMatch(/^v1\./);
  });

  it("renews once for two processes when the token dies, without ping-pong (F21, F22)", async () => {
    const id = await world.save(world[kind]());
    const [one, two] = [world.startProcess(), world.startProcess()];
    await Promise.all([ask(one, id), ask(two, id)]);
    world.simulator.expireTokens(kind);
    await Promise.all([ask(one, id), ask(two, id), ask(one, id), ask(two, id)]);
    expect(world.logins()).toBe(2);
    world.simulator.clearCalls();
    for (const registry of [one, two, one, two]) await ask(registry, id);
    expect([world.logins(), world.refused()]).toEqual([0, 0]);
  });

  it("renews before the end, unnoticed by the calls", async () => {
    const id = await world.save(world[kind]());
    const registry = world.startProcess();
    await ask(registry, id);
    const lifetime = kind === "iam" ? 24 * 60 * minute : 60 * minute;
    world.clock.wall += lifetime - 2 * minute;
    await ask(registry, id);
    world.clock.wall += 4 * minute;
    await ask(registry, id);
    expect([world.logins(), world.refused()]).toEqual([2, 0]);
  });

  it("does not hammer with wrong credentials, and signs in as soon as they are right (F20)", async () => {
    const id = await world.save(world[kind]("wrong"));
    const [one, two] = [world.startProcess(), world.startProcess()];
    for (const registry of [one, two, one]) {
      await expect(ask(registry, id)).rejects.toMatchObject({
        ...{ code: "upstream_auth", sent: "no", hint: expect.any(String) },
        key: kind === "iam" ? "sign_in_refused" : "application_secret_wrong",
        upstream: { status: 401, errorMessage: expect.stringMatching(/password|secret|appId/i) },
      });
    }
    expect(world.logins()).toBe(1);
    await world.save(world[kind]());
    await Promise.all([ask(one, id), ask(two, id)]);
    expect(world.logins()).toBe(2);
  });
});

describe("a crawl by IAM token", () => {
  it.each(["platform", "gateway"] as const)(
    "goes on at its marker when the %s ends the token (F21)",
    async (refuser) => {
      const id = await world.save(world.iam());
      const platform = await world.startProcess()({ id });
      const ids = Array.from(
        { length: 120 },
        (_, n) => `65e1a0c04c3d5e6f70819201_wm-${String(n + 1).padStart(7, "0")}`,
      );
      const { taskId } = await platform.createTask({ ...draft, targets: { kind: "list", ids } }, people);
      world.simulator.advanceClock(minute);
      const seen: string[] = [];
      let marker: string | null = null;
      do {
        const query = { taskId, limit: 50, ...(marker === null ? {} : { marker }) };
        const { subtasks } = await platform.showTask(query, { lane: "bulk" });
        seen.push(...subtasks.rows.map(({ target }) => target));
        marker = subtasks.marker;
        if (seen.length === 50) world.simulator.expireTokens("iam", refuser);
      } while (marker !== null);
      expect(new Set(seen).size).toBe(120);
      expect([world.logins(), world.refused()]).toEqual([2, 1]);
    },
  );

  it("sends a write again that was refused for its token, and does it once", async () => {
    const id = await world.save(world.iam());
    const platform = await world.startProcess()({ id });
    await platform.listApps(polling);
    world.simulator.expireTokens("iam");
    await platform.createTask(draft, people);
    expect((await platform.listTasks({ type: draft.type, limit: 50 }, polling)).rows).toHaveLength(1);
  });
});

it("refreshes a legacy token before its end with the refresh token, the secret stays home", async () => {
  const id = await world.save(world.na());
  const registry = world.startProcess();
  await asks.na(registry, id);
  world.clock.wall += 56 * minute;
  await asks.na(registry, id);
  const signIns = world.simulator.calls().filter(({ path }) => path.includes("/sec/"));
  expect(signIns.map(({ path, status }) => [path.split("/").at(-1), status])).toEqual([
    ["login", 200],
    ["refreshToken", 200],
  ]);
});
