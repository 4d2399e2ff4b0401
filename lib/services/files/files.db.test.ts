import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FileList, StoredFile } from "@/lib/contracts/files";
import { inTransaction } from "@/lib/store/db";
import { keepFile } from "@/lib/store/stored-file-store";
import { buildWorkbook } from "@/lib/workbook/testing/build-workbook";
import { makeDraft, otherOperator, viewer } from "../testing/draft-calls";
import { legacyOperator, legacySlug, startLegacyWorld } from "../testing/start-legacy-world";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { deleteFile } from "./delete-file";
import { listFiles } from "./list-files";
import { uploadFile } from "./upload-file";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.clear();
  const { prisma } = world.database;
  await prisma.draft.deleteMany();
  await prisma.storedFile.deleteMany();
  await prisma.connection.update({ where: { id: world.connection.id }, data: { readOnly: false } });
});

const workbook = buildWorkbook([["device_id"], ["meter-1"]]);
const hour = 60 * 60 * 1_000;

const list = async (caller = operator) =>
  FileList.parse(await listFiles({ ctx: world.context(caller), input: { params: { connection: slug } } }));
const upload = async (name = "lot.xlsx", content: Uint8Array = workbook, caller = operator) =>
  StoredFile.parse(
    (
      await uploadFile({
        ctx: world.context(caller),
        input: { params: { connection: slug }, file: { name, content } },
      })
    ).body,
  );
const remove = (fileId: string, caller = operator) =>
  deleteFile({ ctx: world.context(caller), input: { params: { connection: slug, fileId } } });
/** As another tool would. */
const uploadElsewhere = (name: string) =>
  world.platform.uploadFile({ name, content: workbook }, { lane: "people" });

const trail = async () =>
  (await world.database.prisma.audit.findMany({ orderBy: { seq: "asc" } }))
    .filter(({ action }) => action.startsWith("file."))
    .map(({ action, result, subject, reason }) => [action, result, subject, reason]);
async function trailOf(act: () => Promise<unknown>) {
  const before = (await trail()).length;
  await act().catch(() => undefined);
  return (await trail()).slice(before);
}

async function addOperation(facts: {
  state: string;
  request?: object;
  taskId?: string;
  fileId?: string;
  platformFileId?: string;
}): Promise<string> {
  const id = randomUUID();
  const { connection, now, database } = world;
  await database.prisma.operation.create({
    data: {
      ...{ id, connectionId: connection.id, kind: "create", wholeTask: false, createdAt: now() },
      ...{ createdById: operator.id, createdByName: operator.name, createdByKind: "person" },
      ...{ request: { name: "freeze_lot" }, ...facts },
    },
  });
  return id;
}

describe("an upload", () => {
  it("lies on the platform under a name of its own, and is known by the one it had", async () => {
    const first = await upload("水表 (1).xlsx");
    const second = await upload("水表 (1).xlsx");
    expect(first).toMatchObject({
      ...{ originalName: "水表 (1).xlsx", uploadedAt: world.now().toISOString(), usedBy: [] },
      ...{ expiresAt: new Date(world.now().getTime() + hour).toISOString() },
      uploadedBy: { id: operator.id, name: operator.name },
    });
    expect(first.fileName).toMatch(/^水表 \(1\)_[0-9a-f]{8}\.xlsx$/);
    expect(second.fileName).not.toBe(first.fileName);
    const { items, slots, readAt } = await list(viewer);
    expect(items).toEqual(expect.arrayContaining([first, second]));
    expect([slots, readAt]).toEqual([{ used: 2, of: 10 }, world.now().toISOString()]);
    const [row] = await world.database.prisma.storedFile.findMany();
    expect(row).toMatchObject({ contentSealed: null, size: workbook.byteLength });
  });

  it.each([
    ["../../etc/lot.xlsx", ".._.._etc_lot"],
    ['"; name="x".xlsx', "_ name_x_"],
    [".xlsx", "workbook"],
    [`${"水".repeat(150)}.xlsx`, "水".repeat(50)],
  ])("named %j is stored under a name of ours", async (name, base) => {
    const { fileName, originalName } = await upload(name);
    expect(fileName.replace(/_[0-9a-f]{8}\.xlsx$/, "")).toBe(base);
    expect(originalName).toBe(name);
  });

  it("leaves a line before and one behind it", async () => {
    expect(await trailOf(() => upload())).toEqual([
      ["file.upload", "intent", "lot.xlsx", null],
      ["file.upload", "ok", "lot.xlsx", null],
    ]);
    world.simulator.addFault({ kind: "reset" });
    expect(await trailOf(() => upload())).toEqual([
      ["file.upload", "intent", "lot.xlsx", null],
      ["file.upload", "failed", "lot.xlsx", "upstream_unavailable"],
    ]);
    world.simulator.clearFaults();
  });

  it("whose name is taken tries another one, once", async () => {
    const tried: string[] = [];
    const taken = await uploadElsewhere("taken.xlsx");
    world.reach.platform = {
      ...world.platform,
      uploadFile: async (file, options) => {
        tried.push(file.name);
        const name = tried.length === 1 ? taken.name : file.name;
        return world.platform.uploadFile({ ...file, name }, options);
      },
    };
    expect((await upload()).fileName).toBe(tried[1]);
    expect(tried[0]).not.toBe(tried[1]);
    world.reach.platform = {
      ...world.platform,
      uploadFile: (file, options) => world.platform.uploadFile({ ...file, name: taken.name }, options),
    };
    const lines = await trailOf(async () => {
      await expect(upload()).rejects.toMatchObject({ hintKey: "file_name_taken" });
    });
    expect(lines.map(([, result]) => result)).toEqual(["intent", "refused"]);
  });

  it("is the platform's to refuse when ten are there, with what to do", async () => {
    for (let k = 0; k < 10; k += 1) await upload(`lot_${k}.xlsx`);
    await expect(upload()).rejects.toMatchObject({ code: "upstream_rejected", hintKey: "too_many_files" });
    expect((await list()).slots).toEqual({ used: 10, of: 10 });
    expect(await world.database.prisma.storedFile.count()).toBe(10);
  });

  it.each<[string, Uint8Array, string]>([
    ["lot.csv", Buffer.from("a"), "workbook_kind"],
    ["lot.xlsx", Buffer.from("a"), "workbook_kind"],
    ["lot.xls", workbook, "workbook_renamed"],
    ["lot.xlsm", workbook, "workbook_macros"],
    ["lot.xlsx", new Uint8Array(2 * 1024 * 1024 + 1), "workbook_size"],
  ])("of %s that is no workbook is refused here, and nothing is sent", async (name, content, hint) => {
    const lines = await trailOf(async () => {
      await expect(upload(name, content)).rejects.toMatchObject({ code: "invalid_input", hint });
    });
    expect(lines).toEqual([]);
    expect((await list()).items).toEqual([]);
  });

  it("needs a connection that may be changed, and a person who may", async () => {
    await expect(upload("lot.xlsx", workbook, viewer)).rejects.toMatchObject({ code: "forbidden" });
    const { prisma } = world.database;
    const where = { id: world.connection.id };
    await prisma.connection.update({ where, data: { readOnly: true } });
    await expect(upload()).rejects.toMatchObject({ code: "conflict", hint: "read_only" });
    await expect(remove("x")).rejects.toMatchObject({ code: "conflict", hint: "read_only" });
    await prisma.connection.update({ where, data: { readOnly: false, archivedAt: world.now() } });
    for (const act of [() => upload(), () => remove("x"), () => list()])
      await expect(act()).rejects.toMatchObject({ code: "conflict", hint: "archived" });
    await prisma.connection.update({ where, data: { archivedAt: null } });
  });
});

describe("the list", () => {
  it("tells files of other tools from ours, and what each is for", async () => {
    const foreign = await uploadElsewhere("theirs.xlsx");
    const mine = await upload();
    const sent = await uploadElsewhere("sent_01234567.xlsx");
    const fileId = randomUUID();
    const kept = {
      ...{ id: fileId, connectionId: world.connection.id, name: "sent.xlsx", format: "xlsx" as const },
      ...{ taskType: "freezeDevices", report: null, createdAt: world.now(), createdBy: otherOperator },
    };
    const { sealer } = world;
    await inTransaction(world.database, (tx) => keepFile(tx, kept, workbook, sealer));
    const doneBy = await addOperation({ state: "done", taskId: "t1", fileId, platformFileId: sent.fileId });
    const request = { name: "by_id", targets: { kind: "file", fileId: mine.fileId } };
    const runBy = await addOperation({ state: "running", request });
    await addOperation({ state: "failed", request });

    const { items, kept: here } = await list();
    const find = (id: string) => items.find((item) => item.fileId === id);
    expect(find(foreign.fileId)).toMatchObject({ originalName: null, uploadedBy: null, usedBy: [] });
    expect(find(mine.fileId)).toMatchObject({
      originalName: "lot.xlsx",
      usedBy: [{ taskId: null, operationId: runBy, name: "by_id" }],
    });
    expect(find(sent.fileId)).toMatchObject({
      ...{ originalName: "sent.xlsx", uploadedBy: { id: operator.id, name: operator.name } },
      usedBy: [{ taskId: "t1", operationId: doneBy, name: "freeze_lot" }],
    });
    expect(here).toMatchObject([
      { id: fileId, name: "sent.xlsx", draft: null, usedBy: [{ taskId: "t1", operationId: doneBy }] },
    ]);
  });

  it("shows workbooks of drafts: whose it is to them, that it is one to others", async () => {
    const draftId = await makeDraft(world, { name: "freeze_lot", step: "review" });
    const kept = {
      ...{ id: randomUUID(), connectionId: world.connection.id, name: "lot.xlsx", format: "xlsx" as const },
      ...{ taskType: "freezeDevices", createdAt: world.now(), createdBy: operator },
      report: {
        ...{
          checked: true,
          rows: 7,
          problemCount: 2,
          problems: [],
          ignoredHeadings: [],
          first: [],
          last: [],
        },
        targets: { count: 5, hash: "" },
      },
    };
    await inTransaction(world.database, (tx) => keepFile(tx, kept, workbook, world.sealer));
    await world.database.prisma.draft.update({ where: { id: draftId }, data: { fileId: kept.id } });
    expect((await list()).kept).toEqual([
      {
        ...{ id: kept.id, name: "lot.xlsx", size: workbook.byteLength, type: "freezeDevices", rows: 7 },
        ...{ problemCount: 2, addedAt: world.now().toISOString(), usedBy: [] },
        addedBy: { id: operator.id, name: operator.name },
        draft: { draftId, kind: "draft", mine: true, name: "freeze_lot", step: "review" },
      },
    ]);
    expect((await list(otherOperator)).kept).toMatchObject([
      { draft: { draftId: null, kind: "draft", mine: false, name: null, step: null } },
    ]);
    await world.database.prisma.draft.update({ where: { id: draftId }, data: { kind: "template" } });
    expect((await list(otherOperator)).kept).toMatchObject([
      { draft: { draftId, kind: "template", mine: false, name: "freeze_lot" } },
    ]);
  });

  it("goes on with what we know while the platform does not answer, and says so", async () => {
    await uploadElsewhere("theirs.xlsx");
    const mine = await upload();
    world.simulator.addFault({ kind: "reset" });
    const away = await list();
    world.simulator.clearFaults();
    expect(away).toMatchObject({ readAt: null, problem: { code: "upstream_unavailable" } });
    expect(away.items).toMatchObject([{ fileId: mine.fileId, originalName: "lot.xlsx" }]);
    world.pass(hour);
    world.simulator.addFault({ kind: "reset" });
    expect((await list()).items).toEqual([]);
    world.simulator.clearFaults();
  });

  it("forgets a file with its hour, as the platform does", async () => {
    const { fileId } = await upload();
    world.pass(hour + 1_000);
    expect((await list()).items).toEqual([]);
    const lines = await trailOf(async () => {
      await expect(remove(fileId)).rejects.toMatchObject({ code: "not_found" });
    });
    expect(lines.map(([, result]) => result)).toEqual(["intent", "refused"]);
  });
});

describe("a deletion", () => {
  it("takes the file off the platform, with its lines", async () => {
    const { fileId } = await upload();
    expect(await trailOf(() => remove(fileId, otherOperator))).toEqual([
      ["file.delete", "intent", fileId, null],
      ["file.delete", "ok", fileId, null],
    ]);
    expect((await list()).items).toEqual([]);
    await expect(remove(fileId)).rejects.toMatchObject({ hint: "file_of_others" });
  });

  it("never touches a file of another tool, and none that a task is being made from", async () => {
    const { fileId } = await uploadElsewhere("theirs.xlsx");
    expect(
      await trailOf(async () => {
        await expect(remove(fileId)).rejects.toMatchObject({ code: "conflict", hint: "file_of_others" });
      }),
    ).toEqual([]);
    const mine = await upload();
    const request = { name: "x", targets: { kind: "file", fileId: mine.fileId } };
    const operation = await addOperation({ state: "unknown", request });
    await expect(remove(mine.fileId)).rejects.toMatchObject({ code: "conflict", hint: "file_in_use" });
    expect((await list()).items).toHaveLength(2);
    await world.database.prisma.operation.update({ where: { id: operation }, data: { state: "done" } });
    await remove(mine.fileId);
    expect((await list()).items).toMatchObject([{ fileId }]);
  });

  it("is not for who may only look", async () => {
    const { fileId } = await upload();
    await expect(remove(fileId, viewer)).rejects.toMatchObject({ code: "forbidden" });
    expect((await list()).items).toHaveLength(1);
  });
});

describe("a legacy connection", () => {
  let legacy: Awaited<ReturnType<typeof startLegacyWorld>>;
  beforeAll(async () => {
    legacy = await startLegacyWorld();
  });
  afterAll(() => legacy.close());

  it("has no files, and says so before anything is written down", async () => {
    const ctx = legacy.context(legacyOperator);
    const params = { connection: legacySlug };
    const file = { name: "lot.xlsx", content: workbook };
    for (const act of [
      () => listFiles({ ctx, input: { params } }),
      () => uploadFile({ ctx, input: { params, file } }),
      () => deleteFile({ ctx, input: { params: { ...params, fileId: "x" } } }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await legacy.database.prisma.audit.count()).toBe(0);
  });
});
