import { vi } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { checkAgain } from "@/lib/auth/check-again";
import { sessionCookies } from "@/lib/auth/session-cookie";
import type { Role } from "@/lib/contracts/permission";
import { findConnections } from "@/lib/store/connection-store";
import { createTestClock } from "@/lib/store/testing/test-clock";
import { openTestStore } from "@/lib/store/testing/test-store";
import { gatherConnection } from "../../connections/find-connection";
import { createLiveHub, type LiveHub } from "../hub";

export const slug = "test";

/** What one client was told. */
export interface Heard {
  events: { id: string | null; name: string; data: Record<string, unknown> }[];
  names(): string[];
  comments: number;
  over: boolean;
  /** From now on, or until told otherwise, the client takes no more. */
  stall(stalled: boolean): void;
  leave(): void;
}

export type LiveWorld = Awaited<ReturnType<typeof startLiveWorld>>;

/** A database with consoles on it whose clock stands still until it is moved. */
export async function startLiveWorld() {
  const store = await openTestStore();
  const clock = createTestClock();
  const cookies = sessionCookies("a secret of thirty-two characters or more", "http://localhost:3000");
  const hubs: LiveHub[] = [];

  /** Another process; what it asks the database is counted. */
  function startConsole(directUrl = store.url) {
    const database = store.openAgain();
    const asked = vi.spyOn(database.pool, "query");
    const deps = { database, cookies, secondFactorRequired: false, now: clock.now };
    const hub = createLiveHub({
      ...{ database, directUrl, clock, random: () => 0.5 },
      checkAgain: (callers) => checkAgain(callers, deps),
      log: { warn: () => undefined },
    });
    hubs.push(hub);
    return { hub, asked };
  }

  async function watch(
    hub: LiveHub,
    {
      caller,
      task = null,
      lastEventId = null,
    }: { caller: Caller; task?: string | null; lastEventId?: string | null },
  ): Promise<Heard> {
    const { prisma } = store.database;
    const connection = gatherConnection(slug, await findConnections(prisma, slug));
    const row = task === null ? null : await prisma.task.findFirstOrThrow({ where: { taskId: task } });
    await hub.admit(caller);
    return listen((sink) => hub.open({ caller, connection, task: row, lastEventId }, sink));
  }

  /** A person who has signed in. */
  async function signIn(id: string, role: Role): Promise<Caller> {
    const at = clock.now();
    const [name, email] = [id, `${id}@plant.example`];
    await store.database.prisma.user.create({
      data: { id, name, email, grants: { create: { connection: slug, role } } },
    });
    await store.database.prisma.session.create({
      data: {
        ...{ id: `s-${id}`, token: `t-${id}`, userId: id, kind: "page", createdAt: at, lastUsedAt: at },
        expiresAt: new Date(at.getTime() + 3_600_000),
      },
    });
    return {
      ...{
        kind: "person",
        id,
        name,
        email,
        surface: "page",
        sessionId: `s-${id}`,
        grants: { [slug]: [role] },
      },
      ...{ secondFactor: false, provedAt: at, scopes: null },
    };
  }

  return {
    ...{ store, clock, startConsole, watch, signIn },
    async close() {
      await Promise.all(hubs.map((hub) => hub.close()));
      await store.close();
    },
  };
}

type Open = (sink: Parameters<LiveHub["open"]>[1]) => ReturnType<LiveHub["open"]>;

function listen(open: Open): Heard {
  const decoder = new TextDecoder();
  let stalled = false;
  const heard: Heard = {
    events: [],
    names: () => heard.events.map(({ name }) => name),
    comments: 0,
    over: false,
    stall(now) {
      stalled = now;
      if (!stalled) writer.drained();
    },
    leave: () => writer.closed(),
  };
  const end = () => {
    heard.over = true;
    writer.closed();
  };
  const writer = open({
    write(bytes) {
      const text = decoder.decode(bytes);
      if (text === ":\n\n") heard.comments += 1;
      else heard.events.push(readEvent(text));
      return !stalled;
    },
    end,
    cut: end,
  });
  return heard;
}

function readEvent(text: string): Heard["events"][number] {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? null;
  return { id: line("id"), name: line("event") ?? "", data: JSON.parse(line("data") ?? "{}") };
}
