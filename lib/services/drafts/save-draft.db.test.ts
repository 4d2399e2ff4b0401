import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Draft, DraftList, ListDraftsQuery, SavedDraft } from "@/lib/contracts/drafts";
import { inTransaction } from "@/lib/store/db";
import { claimDraft, releaseDraft } from "@/lib/store/draft-store";
import {
  administrator,
  draftBody,
  draftParams,
  makeDraft,
  otherOperator,
  viewer,
} from "../testing/draft-calls";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { deleteDraft } from "./delete-draft";
import { listDrafts } from "./list-drafts";
import { saveDraft } from "./save-draft";
import { showDraft } from "./show-draft";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.database.prisma.draft.deleteMany();
  await world.database.prisma.operation.deleteMany();
  await world.database.prisma.connection.update({
    where: { id: world.connection.id },
    data: { archivedAt: null },
  });
});

const save = async (id: string, change: Record<string, unknown>, caller = operator) =>
  saveDraft({ ctx: world.context(caller), input: { params: draftParams(id), body: draftBody(change) } });
const show = async (id: string, caller = operator) =>
  Draft.parse(await showDraft({ ctx: world.context(caller), input: { params: draftParams(id) } }));
const remove = (id: string, caller = operator) =>
  deleteDraft({ ctx: world.context(caller), input: { params: draftParams(id) } });
const list = async (query: Record<string, unknown> = {}, caller = operator) =>
  DraftList.parse(
    await listDrafts({
      ctx: world.context(caller),
      input: { params: { connection: slug }, query: ListDraftsQuery.parse(query) },
    }),
  );

/** As the form sends it: the same fields with another reason. */
const reason = (text: string) => ({ content: { ...draftBody().content, reason: text } });

async function addOperation(state: string, taskId: string | null = null): Promise<string> {
  const id = randomUUID();
  const { connection, now, database } = world;
  await database.prisma.operation.create({
    data: {
      ...{ id, connectionId: connection.id, kind: "create", state, taskId, request: {}, wholeTask: false },
      ...{
        createdAt: now(),
        createdById: operator.id,
        createdByName: operator.name,
        createdByKind: "person",
      },
    },
  });
  return id;
}

async function send(draftId: string, state: string, taskId: string | null = null): Promise<string> {
  const operationId = await addOperation(state, taskId);
  const claim = { draftId, connectionIds: [world.connection.id], ownerId: operator.id, operationId };
  expect(await inTransaction(world.database, (tx) => claimDraft(tx, claim))).toHaveProperty("version");
  return operationId;
}

describe("a save", () => {
  it("makes the draft, then its next version, and gives all of it back", async () => {
    const id = randomUUID();
    const first = await save(id, { targetsText: "d1\nd2", targetCount: 2, ...reason("one") });
    expect(first.status).toBe(201);
    expect(SavedDraft.parse(first.body)).toMatchObject({
      id,
      version: 1,
      mine: true,
      sent: null,
      file: null,
    });
    world.pass(5_000);
    const second = await save(id, {
      version: 1,
      name: "other",
      type: null,
      targetCount: 2,
      ...reason("two"),
    });
    expect(second).toMatchObject({ status: 200, body: { version: 2, updatedAt: world.now().toISOString() } });
    expect(await show(id)).toMatchObject({
      ...{ name: "other", type: null, version: 2, targetsText: "d1\nd2", targetCount: 2, kind: "draft" },
      ...{ content: { reason: "two" }, owner: { id: operator.id, name: operator.name } },
    });
  });

  it("keeps 8 MB of ids, apart from what changes often", async () => {
    const id = randomUUID();
    const targetsText = Array.from({ length: 100_000 }, (_, k) => `device_${k}_${"x".repeat(66)}`)
      .join("\n")
      .slice(0, 8_000_000);
    expect(targetsText.length).toBeGreaterThan(7_900_000);
    await save(id, { targetsText, targetCount: 100_000 });
    await save(id, { version: 1, targetCount: 100_000, ...reason("why") });
    const shown = await show(id);
    expect(shown.targetsText === targetsText).toBe(true);
    expect(shown.content.reason).toBe("why");
    await save(id, { version: 2, targetsText: "", targetCount: 0 });
    expect((await show(id)).targetsText).toBe("");
  });

  it("keeps what was typed to the letter, but for what no database holds", async () => {
    const id = randomUUID();
    const typed = ` "quoted" \\ 水表 🚀 __proto__ '; DROP TABLE draft;-- \n\t`;
    const content = {
      ...draftBody().content,
      reason: typed,
      extInfo: "half \uD83D",
      documents: { t: typed },
    };
    await save(id, { name: typed, content, targetsText: `${typed}\uDE80` });
    const shown = await show(id);
    expect(shown).toMatchObject({ name: typed, targetsText: `${typed}\uFFFD` });
    expect(shown.content).toMatchObject({ reason: typed, extInfo: "half \uFFFD", documents: { t: typed } });
  });

  it("whose answer was lost is answered with what is there (F46)", async () => {
    const id = randomUUID();
    const made = { targetsText: "d1", targetCount: 1 };
    expect((await save(id, made)).status).toBe(201);
    expect(await save(id, made)).toMatchObject({ status: 200, body: { version: 1 } });
    const changed = { version: 1, targetCount: 1, ...reason("x") };
    await save(id, changed);
    world.pass(1_000);
    expect(await save(id, changed)).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await list()).items).toHaveLength(1);
  });

  it("from an older window is refused with the time, and nothing is lost (F47)", async () => {
    const id = await makeDraft(world);
    world.pass(1_000);
    await save(id, { version: 1, ...reason("theirs") });
    const changedAt = world.now().toISOString();
    world.pass(1_000);
    for (const version of [0, 1, 7]) {
      await expect(save(id, { version, ...reason("mine") })).rejects.toMatchObject({
        ...{ code: "conflict", hint: "draft_changed", message: expect.stringContaining(changedAt) },
      });
    }
    await expect(save(id, { version: 1, targetsText: "d9", ...reason("theirs") })).rejects.toMatchObject({
      hint: "draft_changed",
    });
    expect(await show(id)).toMatchObject({ version: 2, content: { reason: "theirs" } });
    expect(await save(id, { version: 2, ...reason("mine") })).toMatchObject({ body: { version: 3 } });
  });

  it("from two windows at once is one save, whichever comes first", async () => {
    const id = randomUUID();
    const both = (version: number) =>
      Promise.allSettled(["a", "b"].map((text) => save(id, { version, ...reason(`${text}${version}`) })));
    for (const version of [0, 1, 2]) {
      const answers = await both(version);
      expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await show(id)).toMatchObject({ version: version + 1 });
    }
  });

  it("without a change makes no version, so that no other window is told of one", async () => {
    const id = await makeDraft(world);
    const before = await show(id);
    world.pass(1_000);
    expect(await save(id, { version: 1 })).toMatchObject({
      status: 200,
      body: { version: 1, updatedAt: before.updatedAt },
    });
  });

  it("needs a draft that is there, and a connection that lives", async () => {
    await expect(save(randomUUID(), { version: 3 })).rejects.toMatchObject({ code: "not_found" });
    const id = await makeDraft(world);
    const { prisma } = world.database;
    await prisma.connection.update({ where: { id: world.connection.id }, data: { archivedAt: world.now() } });
    await expect(save(id, { version: 1 })).rejects.toMatchObject({ code: "conflict", hint: "archived" });
    expect((await show(id)).id).toBe(id);
  });

  it("is refused beyond 200 drafts, not counting what was sent", async () => {
    const { prisma } = world.database;
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const columns = { connectionId: world.connection.id, kind: "draft", name: "", step: "type", content: {} };
    const owned = { ownerId: operator.id, ownerName: "Ada", createdAt: world.now(), updatedAt: world.now() };
    await prisma.draft.createMany({ data: ids.map((id) => ({ id, ...columns, ...owned })) });
    await expect(save(randomUUID(), {})).rejects.toMatchObject({ code: "conflict", hint: "too_many_drafts" });
    expect((await save(randomUUID(), {}, otherOperator)).status).toBe(201);
    await send(ids[0] ?? "", "running");
    expect((await save(randomUUID(), {})).status).toBe(201);
  });
});

describe("a draft", () => {
  it("of somebody else is not there", async () => {
    const id = await makeDraft(world);
    for (const caller of [otherOperator, administrator]) {
      for (const act of [
        () => show(id, caller),
        () => save(id, { version: 1 }, caller),
        () => save(id, { version: 0 }, caller),
        () => remove(id, caller),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: "not_found" });
      }
      expect((await list({}, caller)).items).toEqual([]);
    }
    expect((await show(id)).version).toBe(1);
  });

  it("is nothing for who may only look", async () => {
    const id = await makeDraft(world);
    for (const act of [
      () => show(id, viewer),
      () => save(randomUUID(), {}, viewer),
      () => remove(id, viewer),
      () => list({}, viewer),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it.each(["held", "queued", "running", "unknown", "approval"])(
    "that is being sent (%s) stays as it is",
    async (state) => {
      const id = await makeDraft(world);
      const operationId = await send(id, state);
      for (const act of [() => save(id, { version: 1, ...reason("x") }), () => remove(id)]) {
        await expect(act()).rejects.toMatchObject({ code: "conflict", hint: "draft_sent" });
      }
      expect((await show(id)).sent).toEqual({ operationId, taskId: null });
      expect((await list()).items).toEqual([]);
    },
  );

  it("that made a task can be thrown away, but not be changed", async () => {
    const id = await makeDraft(world);
    const operationId = await send(id, "done", "t1");
    expect((await show(id)).sent).toEqual({ operationId, taskId: "t1" });
    await expect(save(id, { version: 1, ...reason("x") })).rejects.toMatchObject({ hint: "draft_sent" });
    await remove(id);
    await expect(show(id)).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(["failed", "cancelled"])("whose sending made nothing (%s) is open again", async (state) => {
    const id = await makeDraft(world);
    const operationId = await send(id, state);
    expect((await show(id)).sent).toBeNull();
    expect((await list()).items).toHaveLength(1);
    expect((await save(id, { version: 1, ...reason("x") })).body.version).toBe(2);
    await inTransaction(world.database, (tx) => releaseDraft(tx, operationId));
    const row = await world.database.prisma.draft.findUniqueOrThrow({ where: { id } });
    expect(row.operationId).toBeNull();
  });

  it("is sent by one operation at a time, and only by its writer", async () => {
    const id = await makeDraft(world);
    const claim = (operationId: string, ownerId = operator.id, draftId = id) =>
      inTransaction(world.database, (tx) =>
        claimDraft(tx, { draftId, connectionIds: [world.connection.id], ownerId, operationId }),
      );
    const operations = await Promise.all(
      ["running", "running", "running"].map((state) => addOperation(state)),
    );
    const claims = await Promise.all(operations.map((operation) => claim(operation)));
    const won = claims.findIndex((one) => one !== null && "version" in one);
    const losers = claims.filter((_, index) => index !== won);
    expect(losers).toEqual([{ sentAs: operations[won] }, { sentAs: operations[won] }]);
    expect(await claim(operations[won] ?? "")).toMatchObject({ version: 1, fileId: null });
    expect(await claim(randomUUID(), otherOperator.id)).toBeNull();
    expect(await claim(randomUUID(), operator.id, randomUUID())).toBeNull();
  });

  it("is found in the list, last changed first, page by page", async () => {
    const ids: string[] = [];
    for (let k = 0; k < 5; k += 1) {
      ids.unshift(await makeDraft(world, { name: `draft_${k}` }));
      world.pass(1_000);
    }
    await save(ids[4] ?? "", { version: 1, ...reason("late") });
    const order = [ids[4], ...ids.slice(0, 4)];
    expect((await list()).items.map(({ id }) => id)).toEqual(order);
    const first = await list({ limit: 2 });
    expect(first.page).toMatchObject({ total: 5, page: 1, pages: 3 });
    const second = await list({ limit: 2, cursor: first.page.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(order.slice(0, 4));
    expect((await list({ limit: 2, page: 3 })).items.map(({ id }) => id)).toEqual(order.slice(4));
    await remove(order[0] ?? "");
    expect((await list()).page.total).toBe(4);
    await expect(remove(order[0] ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  it("of another build is read as far as it is understood", async () => {
    const id = await makeDraft(world, reason("kept"));
    const content = { reason: "kept", retryCount: "many", inventedLater: { deep: true } };
    await world.database.prisma.draft.update({ where: { id }, data: { content } });
    expect((await show(id)).content).toEqual({ ...draftBody().content, reason: "kept" });
  });
});
