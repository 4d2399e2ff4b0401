import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { RevealedSecret } from "@/lib/contracts/reveal-subtask";
import { SubtaskHistory } from "@/lib/contracts/subtask-history";
import { SecretFields } from "@/lib/domain/secret-fields";
import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { markDropped } from "@/lib/store/drop-rows";
import { createSealer } from "@/lib/store/seal";
import {
  findUnknownSecretKeys,
  openSubtaskSecret,
  resealSubtaskSecrets,
  saveSubtaskSecrets,
} from "@/lib/store/subtask-secret-store";
import { platformRow } from "@/lib/store/testing/test-store";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { createTask } from "../tasks/create-task";
import { administrator, otherOperator, viewer } from "../testing/draft-calls";
import { createInput, operator, productId, slug, startWorld, type World } from "../testing/start-world";
import { listSubtasks } from "./list-subtasks";
import { revealSubtask } from "./reveal-subtask";
import { showSubtaskHistory } from "./show-subtask-history";

const secret = "s3cr3t_of_a_pump";
const node = "pump_1";
const target = `${productId}_${node}`;

let world: World;
let taskId: string;
let taskPk: number;
beforeAll(async () => {
  world = await startWorld();
  const content = await writeWorkbook([
    ["product_id", "node_id", "secret"],
    [productId, node, secret],
    ["nonsense", "pump_2", secret],
  ]);
  const { fileId } = await world.platform.uploadFile({ name: "lot.xlsx", content }, { lane: "people" });
  const body = { name: "lot", type: "createDevices", targets: { kind: "file" as const, fileId } };
  const created = await createTask({ ctx: world.context(), input: createInput(body) });
  taskId = "taskId" in created.body && created.body.taskId ? created.body.taskId : "";
  for (let minute = 0; minute < 30; minute += 1) world.simulator.advanceClock(60_000);
  taskPk = (await world.sync(taskId)).id;
});
afterAll(() => world.close());

const input = (of = target) => ({ params: { connection: slug, taskId, target: of } });
const reveal = async (caller: Caller, of = target) =>
  RevealedSecret.parse(await revealSubtask({ ctx: world.context(caller), input: input(of) }));
const told = async (caller: Caller, of = target) =>
  SubtaskHistory.parse(
    await showSubtaskHistory({ ctx: world.context(caller), input: { ...input(of), query: {} } }),
  ).secret;
const codeOf = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? error.code : error;
};
const trail = async () =>
  (
    await world.database.prisma.audit.findMany({
      where: { action: "subtask.reveal" },
      orderBy: { seq: "asc" },
    })
  ).map(({ actorId, subject, targetSample, result }) => [actorId, subject, targetSample, result]);
const apiToken: Caller = {
  ...administrator,
  kind: "token",
  surface: "api",
  scopes: ["read", "write", "irreversible"],
};

describe("what a new device signs in with", () => {
  it("is hidden in rows and sealed where it is stored", async () => {
    const { items } = await listSubtasks({
      ctx: world.context(),
      input: { params: { connection: slug, taskId }, query: { limit: 50 } },
    });
    expect(items.map(({ status }) => status).sort()).toEqual(["Fail", "Success"]);
    expect(JSON.stringify(items)).not.toContain(secret);
    const { rows } = await world.database.pool.query(
      "SELECT s::text AS text FROM subtask s UNION ALL SELECT s::text FROM subtask_secret s",
    );
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("is shown to the task's creator and to administrators, each look on the trail, and to nobody else", async () => {
    for (const caller of [operator, administrator]) {
      expect(await told(caller)).toEqual({ mayReveal: true });
      expect((await reveal(caller)).fields).toMatchObject({ secret });
    }
    const others = [viewer, otherOperator, apiToken, { ...operator, surface: "embed" as const }];
    for (const caller of others) {
      expect(await told(caller)).toEqual({ mayReveal: false });
      expect(await codeOf(reveal(caller))).toBe("forbidden");
    }
    expect(await codeOf(reveal({ ...operator, grants: {} }))).toBe("not_found");
    const failed = `${target.slice(0, -1)}2`;
    for (const of of [failed, "nobody"]) expect(await codeOf(reveal(operator, of))).toBe("not_found");
    expect(await trail()).toEqual([
      [operator.id, taskId, [target], "ok"],
      [administrator.id, taskId, [target], "ok"],
      ...others.map(({ id }) => [id, taskId, [target], "refused"]),
    ]);
  });

  it("is not sealed anew when it is read again, but when it is another one", async () => {
    const { prisma } = world.database;
    const before = await prisma.subtaskSecret.findMany();
    await world.sync(taskId);
    expect(await prisma.subtaskSecret.findMany()).toEqual(before);
    const other = { ...platformRow(target), secrets: new SecretFields({ secret: "an0ther" }) };
    await inTransaction(world.database, (tx) =>
      saveSubtaskSecrets(tx, taskPk, [other], { sealer: world.sealer, seenAt: world.now() }),
    );
    expect((await reveal(operator)).fields).toEqual({ secret: "an0ther" });
  });

  it("opens nowhere else, is sealed anew with a new key, and goes with the rows", async () => {
    const { prisma } = world.database;
    const [previousSecret, next] = [
      "a secret of thirty-two characters or more",
      "another one of thirty-two characters!",
    ];
    const rotated = createSealer({ secret: next, previousSecret });
    const alone = createSealer({ secret: next });
    expect(await findUnknownSecretKeys(prisma, rotated)).toEqual([]);
    expect(await findUnknownSecretKeys(prisma, alone)).toHaveLength(1);
    expect([
      await resealSubtaskSecrets(prisma, rotated),
      await resealSubtaskSecrets(prisma, rotated),
    ]).toEqual([1, 0]);
    expect(await findUnknownSecretKeys(prisma, alone)).toEqual([]);
    expect(await openSubtaskSecret(prisma, taskPk, target, alone)).toEqual({ secret: "an0ther" });
    await prisma.subtaskSecret.updateMany({ data: { target: "moved" } });
    await expect(openSubtaskSecret(prisma, taskPk, "moved", alone)).rejects.toThrow(/another place/);

    await prisma.task.updateMany({ data: { final: true } });
    expect(await markDropped(world.database, taskPk, world.now())).toBe(true);
    expect(await prisma.subtaskSecret.count()).toBe(0);
    expect(await codeOf(reveal(operator))).toBe("not_found");
  });
});
