import { type APIRequest, type APIRequestContext, expect } from "@playwright/test";
import { hashPassword } from "better-auth/crypto";
import type { Role } from "@/lib/contracts/permission";
import { inTransaction, openDatabase } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import type { Simulator } from "@/simulator/simulator";
import { ApiClient } from "./api";
import { openCommonGround } from "./many-machines";
import { stage } from "./stage";

type Session = Awaited<ReturnType<APIRequestContext["storageState"]>>;

const password = "violet-harbour-signal-87";

/** A viewer may look and nothing else, a stranger has no role at all. */
export type Person = "administrator" | "viewer" | "stranger";

/** An installation that may be brought into any state: its platform and its database are at hand. */
export interface StateGround {
  url: string;
  simulator: Simulator;
  /** As a script with the token. */
  api: ApiClient;
  /** A new session. */
  signIn(who: Person): Promise<Session>;
  /** Ends every session of the viewer, as an administrator who takes a right back. */
  endSessions(): Promise<void>;
  /** The worker asks the platform about everything as soon as it can. */
  hurry(): Promise<void>;
  /** The database does not have this table while `act` runs: what needs it fails, the rest goes on. */
  without(table: string, act: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function openStateGround(request: APIRequest, port: number): Promise<StateGround> {
  const ground = await openCommonGround({ IOTDA_RATE_READ: "100", IOTDA_RATE_WRITE: "100" });
  const machine = ground.addMachine(port);
  await machine.start();
  const { url } = machine;
  const { database, simulator } = ground;
  await addPerson(String(database.options.connectionString), "viewer", "Rana Haddad", [
    { connection: "*", role: "viewer" },
  ]);
  await addPerson(String(database.options.connectionString), "stranger", "Chen Wei", []);
  const requests = await request.newContext({ baseURL: url });
  return {
    ...{ url, simulator },
    api: new ApiClient(requests, "default"),
    async signIn(who) {
      // Not with the cookies of whoever the test is.
      const storageState = { cookies: [], origins: [] };
      const context = await request.newContext({ baseURL: url, storageState });
      const data = who === "administrator" ? stage.admin : { email: addressOf(who), password };
      const answer = await context.post("/api/auth/sign-in/email", { data });
      expect(answer.status(), await answer.text()).toBe(200);
      const session = await context.storageState();
      await context.dispose();
      return session;
    },
    async endSessions() {
      await database.query("DELETE FROM session WHERE user_id = 'viewer'");
    },
    async hurry() {
      await database.query("UPDATE connection_sync SET due_at = now()");
      await database.query("UPDATE task_sync SET due_at = now() WHERE due_at IS NOT NULL");
    },
    async without(table, act) {
      await database.query(`ALTER TABLE ${table} RENAME TO ${table}_away`);
      try {
        await act();
      } finally {
        await database.query(`ALTER TABLE ${table}_away RENAME TO ${table}`);
      }
    },
    async close() {
      await requests.dispose();
      await ground.close();
    },
  };
}

const addressOf = (id: string) => `${id}@example.test`;

async function addPerson(
  databaseUrl: string,
  id: string,
  name: string,
  grants: { connection: string; role: Role }[],
): Promise<void> {
  const database = openDatabase(databaseUrl);
  try {
    const passwordHash = await hashPassword(password);
    await inTransaction(database, (tx) =>
      createPerson(tx, { id, name, email: addressOf(id), passwordHash, passwordIsInitial: false, grants }),
    );
  } finally {
    await database.close();
  }
}
