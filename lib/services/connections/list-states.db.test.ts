import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { saveClockOffset } from "@/lib/store/connection-clock";
import { noteAnswer, noteTrouble } from "@/lib/store/connection-health";
import { ensureListPolls, saveListState } from "@/lib/store/connection-sync-store";
import { saveConnectionTest } from "@/lib/store/connection-test-store";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { listConnectionStates } from "./list-states";
import { testConnection } from "./test-connection";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const administrator: Caller = { ...operator, grants: { "*": ["administrator"] } };
const states = async (caller: Caller = administrator) =>
  (await listConnectionStates({ ctx: world.context(caller) })).items;
const nothing = { connection: slug, lastTest: null, clock: null, readAt: null, down: null };

describe("how connections are", () => {
  it("is nothing yet before the worker met them", async () => {
    expect(await states()).toEqual([nothing]);
  });

  it("says when the list was read, since when nothing answers, and how the clock is", async () => {
    const { prisma } = world.database;
    const { id } = world.connection;
    const at = world.now();
    await ensureListPolls(world.database, [], at);
    await saveListState(prisma, id, { fetchedAt: at, missingTypes: [] });
    await saveClockOffset(prisma, { connectionId: id, offsetMs: -1_200_400, seenAt: at });
    expect(await states()).toEqual([
      {
        ...nothing,
        readAt: at.toISOString(),
        clock: { offsetSeconds: -1_200, seenAt: at.toISOString() },
      },
    ]);
    const trouble = { at, reason: "upstream_unavailable", probeAt: at };
    await noteTrouble(prisma, id, trouble);
    await noteTrouble(prisma, id, trouble);
    expect(await states()).toMatchObject([{ down: null }]);
    await noteTrouble(prisma, id, trouble);
    expect(await states()).toMatchObject([{ down: { since: at.toISOString(), reason: trouble.reason } }]);
    await noteAnswer(prisma, id);
    expect(await states()).toMatchObject([{ down: null }]);
  });

  it("keeps the last test of what is saved, unless it has another shape", async () => {
    const { prisma } = world.database;
    const typed = { connection: slug } as const;
    const tested = await testConnection({ ctx: world.context(administrator), input: { body: typed } });
    expect(await states()).toMatchObject([{ lastTest: tested }]);
    await saveConnectionTest(prisma, world.connection.id, { testedAt: world.now(), checks: [{ old: 1 }] });
    expect(await states()).toMatchObject([{ lastTest: null }]);
  });

  it("is nobody else's business", async () => {
    const local: Caller = { ...operator, grants: { [slug]: ["administrator"] } };
    for (const caller of [operator, local]) {
      await expect(states(caller)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("leaves archived connections out", async () => {
    const { prisma } = world.database;
    await prisma.connection.update({
      where: { id: world.connection.id },
      data: { archivedAt: world.now() },
    });
    expect(await states()).toEqual([]);
  });
});
