import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/store/db";
import { type ConsoleStage, signIn } from "./console-stage";
import { asTypeScript } from "./load-line";
import { startProgram } from "./program";
import type { WatchOrder, WatchReport } from "./watch.program";

/** Streams one person may hold are fewer than that (`lib/services/events/admission.ts`). */
const streamsEach = 18;

export interface Watchers {
  /** Opens streams, and resolves when each has heard something. */
  open(streams: readonly { url: string; cookie: string }[]): Promise<void>;
  /** What they heard of a task's rows since the last time; throws when a stream was lost. */
  heard(): Promise<number[][]>;
  stop(): Promise<void>;
}

export async function startWatchers(): Promise<Watchers> {
  const program = await startProgram("bench/frame/watch.program.ts", process.env, asTypeScript);
  const tell = async (order: WatchOrder): Promise<WatchReport> => {
    const report = program.next((message) => message as WatchReport);
    program.send(order);
    const told = await report;
    if (told.lost > 0) throw new Error(`${told.lost} streams were refused or lost`);
    return told;
  };
  return {
    open: async (streams) => void (await tell({ open: [...streams] })),
    heard: async () => (await tell({})).heard,
    stop: () => program.stop("SIGKILL"),
  };
}

/** Cookies for so many streams, of as many people as they take. */
export async function invitePeople({ database, url }: ConsoleStage, streams: number): Promise<string[]> {
  const cookies: string[] = [];
  for (let n = 0; cookies.length < streams; n += 1) {
    const email = `watcher-${n}@example.test`;
    await copyAdministrator(database, email);
    const cookie = await signIn(url, email);
    cookies.push(...Array.from({ length: Math.min(streamsEach, streams - cookies.length) }, () => cookie));
  }
  return cookies;
}

/** Somebody else with the same rights and password. */
async function copyAdministrator({ prisma }: Database, email: string): Promise<void> {
  const [admin] = await prisma.user.findMany({
    take: 1,
    orderBy: { createdAt: "asc" },
    include: { accounts: true, grants: true },
  });
  const account = admin?.accounts[0];
  if (!admin || !account) throw new Error("the console has no administrator");
  const id = randomUUID();
  await prisma.user.create({
    data: {
      ...{ id, email, name: email, emailVerified: true },
      accounts: {
        create: {
          id: randomUUID(),
          accountId: id,
          providerId: account.providerId,
          password: account.password,
        },
      },
      grants: { create: admin.grants.map(({ connection, role }) => ({ connection, role })) },
    },
  });
}
