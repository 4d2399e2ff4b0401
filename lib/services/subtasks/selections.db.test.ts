import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChangeSelection } from "@/lib/contracts/subtask-changes";
import type { ListSubtasksQuery } from "@/lib/contracts/subtasks";
import { inTransaction } from "@/lib/store/db";
import { markDropped } from "@/lib/store/drop-rows";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { saveSeenTask } from "@/lib/store/task-store";
import { platformRow, platformTask } from "@/lib/store/testing/test-store";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { keepSelection } from "./keep-selection";
import { listSubtaskChanges } from "./list-changes";
import { listSubtasks } from "./list-subtasks";
import { showSelection } from "./show-selection";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const minute = 60_000;
const params = { connection: slug, taskId: "changing" };
const devices = ["d-0", "d-1", "d-2", "d-3"];

async function see(statuses: string[]): Promise<number> {
  const rows = statuses.map((status, n) =>
    platformRow(devices[n] ?? "", { status, errorCode: status === "Fail" ? "IOTDA.1" : null }),
  );
  return inTransaction(world.database, async (tx) => {
    const seen = { connectionId: world.connection.id, task: platformTask({ taskId: params.taskId }) };
    const task = await saveSeenTask(tx, { ...seen, fetchedAt: world.now(), source: "show" });
    await saveSubtaskRows(tx, task.id, rows, world.now());
    return task.id;
  });
}

it("opens the devices of a cell under an id, as they were compared, also after they have moved on", async () => {
  const ctx = world.context();
  const pk = await see(["Fail", "Fail", "Success", "Processing"]);
  const from = world.now().toISOString();
  world.pass(minute);
  await see(["Success", "Fail", "Success", "Fail"]);
  world.pass(minute);
  const changes = await listSubtaskChanges({ ctx, input: { params, query: { from } } });
  expect(changes).toMatchObject({
    ...{ devices: 4, changed: 2, otherCauses: 0, span: { from, to: world.now().toISOString() } },
    causes: [{ cause: "IOTDA.1", code: "IOTDA.1", message: null }],
  });
  expect(changes.byStatus).toContainEqual({ was: "Fail", is: "Success", count: 1 });
  expect(changes.byCause).toContainEqual({ was: null, is: "IOTDA.1", count: 1 });

  const keep = (cell: Partial<ChangeSelection>) => {
    const body: ChangeSelection = {
      kind: "change",
      span: changes.span,
      by: "status",
      was: null,
      is: null,
      ...cell,
    };
    return keepSelection({ ctx, input: { params, body } });
  };
  const show = async (selection: string) => {
    const query = { limit: 50, selection };
    return (await listSubtasks({ ctx, input: { params, query } })).items.map(({ target }) => target);
  };
  world.pass(minute);
  await see(["Processing", "Processing", "Processing", "Processing"]);
  const cured = await keep({ was: "Fail", is: "Success" });
  expect(cured).toMatchObject({ found: 1, notFound: [] });
  expect(await show(cured.id)).toEqual(["d-0"]);
  expect(await show((await keep({ by: "cause", was: "IOTDA.1", is: "IOTDA.1" })).id)).toEqual(["d-1"]);
  expect(await show((await keep({ by: "cause", was: null, is: "IOTDA.1" })).id)).toEqual(["d-3"]);
  expect((await keep({ was: "NoSuchWord", is: "Success" })).found).toBe(0);
  expect(await world.database.prisma.subtaskSelection.findFirst({ where: { id: cured.id } })).toMatchObject({
    ...{ kind: "change", count: 1, createdById: operator.id, taskId: pk },
    request: { kind: "change", by: "status", was: "Fail", is: "Success" },
  });

  await world.database.prisma.task.update({ where: { id: pk }, data: { rowsDroppedAt: world.now() } });
  const dropped = await listSubtaskChanges({ ctx, input: { params, query: { from } } });
  expect(dropped).toMatchObject({ devices: 0, byStatus: [], byCause: [] });
  await expect(keep({ was: "Fail", is: "Success" })).rejects.toMatchObject({ code: "conflict" });
});

it("keeps a list under an id, tells who is not in the task, and what it is to who comes by its address", async () => {
  const ctx = world.context();
  await see(["Fail", "Success", "Fail"]);
  await world.database.prisma.task.updateMany({ data: { rowsDroppedAt: null } });
  const keep = (targets: string[], caller = ctx) =>
    keepSelection({ ctx: caller, input: { params, body: { targets } } });
  const kept = await keep(["d-2", "nobody", "d-1", "d-2"]);
  expect(kept).toEqual({ id: kept.id, found: 2, notFound: ["nobody"] });
  const show = (id: string, of = params) =>
    showSelection({ ctx, input: { params: { ...of, selection: id } } });
  expect(await show(kept.id)).toEqual({
    ...{ id: kept.id, kind: "list", count: 2, notFound: ["nobody"], createdAt: world.now().toISOString() },
    createdBy: { id: operator.id, name: operator.name },
  });
  const list = (query: Partial<ListSubtasksQuery>, of = params) =>
    listSubtasks({ ctx, input: { params: of, query: { limit: 1, selection: kept.id, ...query } } });
  const first = await list({ sort: "-device" });
  expect(first).toMatchObject({ items: [{ target: "d-2" }], page: { total: 2, page: 1, pages: 2 } });
  const cursor = first.page.nextCursor ?? "";
  expect(await list({ sort: "-device", cursor })).toMatchObject({
    ...{ items: [{ target: "d-1" }], page: { nextCursor: null, page: 2 } },
  });
  for (const other of [{ sort: "device" as const }, {}, { sort: "-device" as const, q: "d" }]) {
    await expect(list({ ...other, cursor })).rejects.toMatchObject({ code: "invalid_input" });
  }
  expect((await list({ status: ["Success"] })).items).toMatchObject([{ target: "d-1" }]);

  const other = { ...params, taskId: "another" };
  await inTransaction(world.database, (tx) =>
    saveSeenTask(tx, {
      connectionId: world.connection.id,
      task: platformTask({ taskId: other.taskId }),
      ...{ fetchedAt: world.now(), source: "show" as const },
    }),
  );
  await expect(show(kept.id, other)).rejects.toMatchObject({ code: "not_found" });
  await expect(list({}, other)).rejects.toMatchObject({ code: "invalid_input", hint: "selection_gone" });

  const { id: pk } = await world.database.prisma.task.findFirstOrThrow({ where: { taskId: params.taskId } });
  await world.database.prisma.task.update({ where: { id: pk }, data: { final: true } });
  expect(await markDropped(world.database, pk, world.now())).toBe(true);
  await expect(show(kept.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await world.database.prisma.subtaskSelectionRow.count()).toBe(0);
  expect((await list({})).items).toEqual([]);
  await expect(keep(["d-1"])).rejects.toMatchObject({ code: "conflict", hint: "rows_dropped" });
});

it("tells nobody of tasks they may not see", async () => {
  const ctx = world.context({ ...operator, grants: { other: ["administrator"] } });
  const query = { from: new Date(0).toISOString() };
  await expect(listSubtaskChanges({ ctx, input: { params, query } })).rejects.toMatchObject({
    code: "not_found",
  });
  const span = { fromAttempt: 1, toAttempt: 2 };
  const body = { kind: "change" as const, span, by: "status" as const, was: null, is: null };
  await expect(keepSelection({ ctx, input: { params, body } })).rejects.toMatchObject({ code: "not_found" });
});
