import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ActivityList } from "@/lib/contracts/activity";
import type { CreateTask } from "@/lib/contracts/create-task";
import { CopyDraft } from "@/lib/contracts/drafts";
import { Task } from "@/lib/contracts/tasks";
import { causeOf } from "@/lib/domain/failure-cause";
import { saveCauseNote } from "../causes/save-cause-note";
import { copyDraft } from "../drafts/copy-draft";
import { freezeTask } from "../frozen/freeze-task";
import { createTask } from "../tasks/create-task";
import { rerunTask } from "../tasks/rerun-task";
import { retryTask } from "../tasks/retry-task";
import { viewer } from "../testing/draft-calls";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { listActivity } from "./list-activity";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const make = async (body: CreateTask) =>
  Task.parse((await createTask({ ctx: world.context(), input: createInput(body) })).body);
const list = async (taskId: string, query: { limit?: number; cursor?: string } = {}, caller = viewer) =>
  ActivityList.parse(
    await listActivity({
      ctx: world.context(caller),
      input: { params: { connection: slug, taskId }, query: { limit: 50, ...query } },
    }),
  );
const tell = ({ items }: ActivityList) =>
  items.map((item) => {
    if (item.kind === "operation") return `${item.operation.kind} ${item.operation.state}`;
    if (item.kind === "status") return `${item.before} to ${item.after}`;
    return item.kind === "act" ? `${item.act} by ${item.by.name}` : item.kind;
  });

describe("the activity of a task", () => {
  it("merges writes, the platform's turns and what people did, newest first, page by page", async () => {
    const { taskId } = await make(firmwareUpgrade(world.addDevices(2, { fails: true })));
    world.simulator.advanceClock(3_600_000);
    world.pass(60_000);
    const { id: taskPk } = await world.sync(taskId);
    const params = { connection: slug, taskId };
    world.pass(60_000);
    const body = { filter: { status: ["Fail"] }, first: 1 };
    await retryTask({ ctx: world.context(), input: { params, body, idempotencyKey: randomUUID() } });
    world.pass(60_000);
    await world.work();
    // The trail keeps the database's time: what it says comes behind what was dated long before it.
    await world.database.pool.query("UPDATE operation SET created_at = created_at - interval '9 years'");
    await world.database.pool.query("UPDATE task_status_change SET at = at - interval '9 years'");
    await world.database.pool.query("UPDATE task SET created_at = created_at - interval '9 years'");
    const cause = causeOf(null, "Task Conflict") ?? "";
    const note = { text: "Wait an hour", verdict: null, version: 0 };
    await saveCauseNote({ ctx: world.context(), input: { params: { connection: slug, cause }, body: note } });
    await saveCauseNote({
      ctx: world.context(),
      input: { params: { connection: slug, cause: "IOTDA.014016" }, body: note },
    });
    await freezeTask({ ctx: world.context(), input: { params } });

    const whole = await list(taskId);
    expect(tell(whole)).toEqual([
      "freeze by Ada",
      "note by Ada",
      "retry done",
      expect.stringMatching(/ to Fail$/),
      "create done",
    ]);
    const [freeze, , retry] = whole.items;
    expect(freeze).toMatchObject({ count: 2, surface: "page" });
    expect(retry).toMatchObject({ set: { by: "filter", status: ["Fail"], first: 1 }, surface: "page" });
    expect(whole.page).toEqual({ total: 5, nextCursor: null, page: 1, pages: 1 });
    expect(whole.lineage).toEqual({ rerunOf: null, clonedFrom: null, rerunAs: [] });

    const paged: string[] = [];
    for (let cursor: string | undefined, left = 9; left > 0; left -= 1) {
      const page = await list(taskId, { limit: 2, cursor });
      paged.push(...page.items.map(({ key }) => key));
      if (page.page.nextCursor === null) break;
      cursor = page.page.nextCursor;
    }
    expect(paged).toEqual(whole.items.map(({ key }) => key));
    await world.database.pool.query("UPDATE task_status_change SET at = '2001-01-01' WHERE task_id = $1", [
      taskPk,
    ]);
    await world.database.pool.query("UPDATE operation SET created_at = '2001-01-01'");
    const together = await list(taskId, { limit: 3 });
    const rest = await list(taskId, { limit: 3, cursor: together.page.nextCursor ?? "" });
    expect([...together.items, ...rest.items].map(({ key }) => key)).toEqual(
      (await list(taskId)).items.map(({ key }) => key),
    );
    await expect(list(taskId, {}, { ...viewer, grants: {} })).rejects.toMatchObject({ code: "not_found" });
  });

  it("links re-runs and copies with the tasks they come from, and tells of what came from outside", async () => {
    await world.clear();
    const first = await make(firmwareUpgrade(world.addDevices(1, { fails: true })));
    world.simulator.advanceClock(3_600_000);
    await world.sync(first.taskId);
    const params = { connection: slug, taskId: first.taskId };
    const again = Task.parse(
      (await rerunTask({ ctx: world.context(), input: { params, body: {}, idempotencyKey: randomUUID() } }))
        .body,
    );
    const original = { taskId: first.taskId, name: first.name };
    const made = { taskId: again.taskId, name: again.name };
    expect((await list(again.taskId)).lineage).toEqual({ rerunOf: original, clonedFrom: null, rerunAs: [] });
    expect((await list(first.taskId)).lineage.rerunAs).toEqual([made]);
    expect((await list(first.taskId)).items).toContainEqual(
      expect.objectContaining({ operation: expect.objectContaining({ kind: "rerun" }), related: made }),
    );
    expect((await list(again.taskId)).items).toContainEqual(expect.objectContaining({ related: original }));

    const from = CopyDraft.parse({ from: { taskId: first.taskId } });
    const draft = (await copyDraft({ ctx: world.context(), input: { params, body: from } })).body;
    const copyOfCopy = CopyDraft.parse({ from: { draftId: draft.id } });
    const { id: draftId } = (await copyDraft({ ctx: world.context(), input: { params, body: copyOfCopy } }))
      .body;
    // Its answer is lost: the task is found again by a worker.
    world.simulator.addFault({
      kind: "lose-answer",
      times: 1,
      match: { method: "POST", path: "/batchtasks" },
    });
    const input = createInput(firmwareUpgrade(world.addDevices(1), { name: "copy", draftId }));
    expect((await createTask({ ctx: world.context(), input })).status).toBe(202);
    world.pass(60_000);
    await world.work();
    const { taskId } = await world.database.prisma.task.findFirstOrThrow({ where: { name: "copy" } });
    expect((await list(taskId)).lineage.clonedFrom).toEqual(original);

    await world.database.prisma.operation.deleteMany({ where: { taskId: taskId } });
    await world.database.prisma.task.updateMany({
      where: { taskId: taskId },
      data: { createdById: null, deletedAt: new Date("2040-01-01T00:00:00Z") },
    });
    const outside = tell(await list(taskId, {}, operator));
    expect(outside[0]).toBe("deleted");
    expect(outside.filter((word) => word === "made" || word === "seen")).toHaveLength(2);
  });
});
