import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";
import { type Database, inTransaction, openDatabase } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import { databaseUrl, readAccessRecord } from "@/scripts/database/access-record";
import { e2eSetting } from "@/scripts/testing/e2e-setting";
import { uniqueName } from "./api";

/** For what nobody can bring about from outside: who works in the house, and over which connection a task was made. */
async function inStageDatabase<Result>(run: (database: Database) => Promise<Result>): Promise<Result> {
  const wanted = join(e2eSetting.dataDirectory, "postgres");
  const note = join(wanted, "moved-to");
  const access = readAccessRecord(existsSync(note) ? readFileSync(note, "utf8").trim() : wanted);
  if (!access) throw new Error("the stage's database has no password");
  const database = openDatabase(databaseUrl(access, "muster"), { maxConnections: 1 });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

/** Somebody who may look at everything and change nothing; answers what they sign in with. */
export function addViewer(): Promise<{ email: string; password: string }> {
  const id = uniqueName("viewer");
  const person = { email: `${id}@example.test`, password: "harbour-violin-thistle-17" };
  return inStageDatabase(async (database) => {
    const passwordHash = await hashPassword(person.password);
    await inTransaction(database, (tx) =>
      createPerson(tx, {
        ...{ id, name: "Viola Viewer", email: person.email, passwordHash, passwordIsInitial: false },
        grants: [{ connection: "*", role: "viewer" }],
      }),
    );
    return person;
  });
}

/** As if the task had been made over that connection. */
export function moveTask(taskId: string, slug: string): Promise<void> {
  return inStageDatabase(async ({ prisma }) => {
    const { id } = await prisma.connection.findFirstOrThrow({ where: { slug } });
    await prisma.task.updateMany({ where: { taskId }, data: { connectionId: id } });
  });
}
