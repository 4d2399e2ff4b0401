import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findClockOffset, listClockOffsets } from "@/lib/store/connection-clock";
import { ensureListPolls } from "@/lib/store/connection-sync-store";
import { keys, openSignInWorld, type SignInWorld } from "./testing/sign-in-world";

const minute = 60_000;
const people = { lane: "people" } as const;

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

describe("a connection with keys", () => {
  it.each([
    ["standard", null],
    ["derived", null],
    ["standard", "a temporary token"],
    ["derived", "a temporary token"],
  ] as const)("signs %s with security token %s", async (signature, securityToken) => {
    const id = await world.save(world.keys({ signature, credentials: { ...keys, securityToken } }));
    await (await world.startProcess()({ id })).listApps(people);
    const algorithm = signature === "standard" ? "SDK-HMAC-SHA256" : "V11-HMAC-SHA256";
    expect(world.simulator.calls()).toMatchObject([{ status: 200, signature: algorithm }]);
  });

  it("learns once what the clocks differ by, keeps it for other processes, and forgets it again (F19)", async () => {
    const id = await world.save(world.keys());
    await ensureListPolls(world.store.database, [], new Date(world.clock.wall));
    world.clock.ahead = 20 * minute;
    const first = await world.startProcess()({ id });
    for (let left = 2; left > 0; left -= 1) await first.listApps(people);
    expect(world.refused()).toBe(1);
    await expect.poll(() => findClockOffset(world.store.database.prisma, id)).toBe(20 * minute);
    expect(await listClockOffsets(world.store.database.prisma)).toEqual([
      { connectionId: id, offsetMs: 20 * minute, seenAt: new Date(world.clock.wall) },
    ]);
    world.simulator.clearCalls();
    const second = await world.startProcess()({ id });
    await second.listApps(people);
    expect(world.refused()).toBe(0);
    world.clock.ahead = 0;
    await second.listApps(people);
    expect(world.refused()).toBe(1);
    await expect.poll(() => listClockOffsets(world.store.database.prisma)).toEqual([]);
  });
});
