import { randomUUID } from "node:crypto";
import { expect, request, test } from "@playwright/test";
import { ApiClient, uniqueName } from "./support/api";
import { killProgram } from "./support/kill-program";
import { listenTo, openCommonGround, pidOf } from "./support/many-machines";
import { fleet, stage, waterMeters } from "./support/stage";

/*
 * Two `npm start` on one database, as two machines run it. What is left when one of their processes dies is told by
 * the leases in the database and the platform's own log of calls; the long run is `npm run bench -- --only killed-machines`.
 */

const size = 10_000;
/** A lease ends 15 s after its holder died (architecture: one sync, one write). */
const takenOver = { timeout: 30_000, intervals: [200] };

test("two machines lose and double nothing while their processes are killed (F38, F40, F41)", async () => {
  test.setTimeout(180_000);
  const ground = await openCommonGround({ IOTDA_RATE_READ: "40", IOTDA_RATE_WRITE: "20" });
  const { simulator, database } = ground;
  const machines = [ground.addMachine(3481), ground.addMachine(3482)] as const;
  const contexts = await Promise.all(machines.map(({ url }) => request.newContext({ baseURL: url })));
  const [one, two] = contexts.map((context) => new ApiClient(context, "default"));
  const listening = new AbortController();
  try {
    if (!one || !two) throw new Error("two machines are needed");
    // On an empty database: one applies the migrations, the other waits for it.
    await Promise.all(machines.map((machine) => machine.start()));

    const create = {
      ...{
        name: uniqueName("shared"),
        type: "firmwareUpgrade",
        document: { package_id: fleet.firmwarePackage },
      },
      targets: { kind: "list", ids: waterMeters(50_001, 3) },
    };
    const key = randomUUID();
    const answers = await Promise.all([one, two].map((console) => console.post("/tasks", create, key)));
    const made = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map((answer) => answer.status()).sort(), JSON.stringify(made)).toEqual([200, 201]);
    expect(made[0].taskId).toBe(made[1].taskId);
    expect(writes("/batchtasks")).toHaveLength(1);

    const type = "firmwareUpgrade";
    const taskId = simulator.stageTask({
      type,
      count: size,
      statuses: { Fail: size },
      failRate: 0,
      still: true,
    });
    await one.task(taskId);
    const reader = await ownerOf("task_sync s JOIN task t ON t.id = s.task_id", "next_ord", [
      size * 0.05,
      size * 0.8,
    ]);
    process.kill(pidOf(reader), "SIGKILL");
    await expect(async () => {
      const row = await leaseOf("task_sync s JOIN task t ON t.id = s.task_id", "next_ord");
      expect(row.done === size || (row.owner !== null && row.owner !== reader), JSON.stringify(row)).toBe(
        true,
      );
    }).toPass(takenOver);
    await expect(async () => {
      expect((await two.task(taskId)).snapshot).toMatchObject({ final: true, subtasksRead: size });
    }).toPass({ timeout: 60_000 });

    simulator.clearCalls();
    const retry = await two.post(`/tasks/${taskId}/retry`, {
      filter: { status: ["Fail"] },
      expectedCount: size,
    });
    expect(retry.status(), await retry.text()).toBe(202);
    const { id } = await retry.json();
    killProgram(machines[0], "console");
    const sender = await ownerOf("operation", "succeeded", [size * 0.05, size * 0.8]);
    process.kill(pidOf(sender), "SIGKILL");
    await expect(async () => {
      const row = await leaseOf("operation", "succeeded");
      expect(row.done === size || (row.owner !== null && row.owner !== sender), JSON.stringify(row)).toBe(
        true,
      );
    }).toPass(takenOver);
    await expect(async () => {
      const operation = await (await two.get(`/operations/${id}`)).json();
      expect(operation).toMatchObject({ state: "done", total: size, succeeded: size, failed: 0 });
    }).toPass({ timeout: 60_000 });
    const sent = writes("/retry").flatMap(({ body }) => (body as { targets: string[] }).targets);
    // The chunk whose sender died may have been carried out without an answer: then it was not sent again.
    expect(size - sent.length).toBeLessThanOrEqual(100);
    expect(new Set(sent).size).toBe(sent.length);

    const streams = await Promise.all(
      machines.map(({ url }) => {
        const address = `${url}/api/v1/connections/default/events?task=${taskId}`;
        return listenTo(address, `Bearer ${stage.apiToken}`, listening.signal);
      }),
    );
    simulator.advanceClock(3_600_000);
    await expect(async () => {
      for (const { heard } of streams) expect(heard.filter((event) => event === "subtasks")).not.toEqual([]);
      for (const console of [one, two]) {
        expect(await console.task(taskId)).toMatchObject({ status: "Success", progress: { success: size } });
      }
    }).toPass({ timeout: 60_000 });

    listening.abort();
    for (const { code, tookMs } of await Promise.all(machines.map((machine) => machine.stop("SIGTERM")))) {
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(10_000);
    }
    const { rows: held } = await database.query(
      `SELECT lease_owner FROM task_sync WHERE lease_owner IS NOT NULL
       UNION ALL SELECT lease_owner FROM connection_sync WHERE lease_owner IS NOT NULL
       UNION ALL SELECT lease_owner FROM operation WHERE lease_owner IS NOT NULL`,
    );
    expect(held).toEqual([]);
  } finally {
    listening.abort();
    await Promise.all(contexts.map((context) => context.dispose()));
    await ground.close();
  }

  function writes(path: string) {
    return simulator
      .calls()
      .filter((call) => call.method === "POST" && call.path.endsWith(path) && call.status < 300);
  }

  /** Who holds the largest piece of work, and how much of it is done. */
  async function leaseOf(table: string, done: string): Promise<{ owner: string | null; done: number }> {
    const { rows } = await database.query<{ owner: string | null; done: number }>(
      `SELECT lease_owner AS owner, ${done} AS done FROM ${table} ORDER BY total DESC NULLS LAST LIMIT 1`,
    );
    const [row] = rows;
    if (!row) throw new Error(`nothing in ${table}`);
    return row;
  }

  /** Who does it, as soon as so much is done; not when it is too late to break it off. */
  async function ownerOf(table: string, what: string, [from, to]: [number, number]): Promise<string> {
    let owner: string | null = null;
    await expect(async () => {
      const row = await leaseOf(table, what);
      expect(row.done).toBeGreaterThan(from);
      expect(row.done).toBeLessThan(to);
      owner = row.owner;
      expect(owner).not.toBeNull();
    }).toPass({ timeout: 60_000, intervals: [50] });
    return String(owner);
  }
});
