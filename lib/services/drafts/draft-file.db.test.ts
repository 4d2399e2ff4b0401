import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { KeptWorkbook } from "@/lib/contracts/workbooks";
import { createWorkbookChecker } from "@/lib/workbook/checker";
import { buildWorkbook } from "@/lib/workbook/testing/build-workbook";
import { bundleThread } from "@/lib/workbook/testing/bundle-thread";
import { openKeptFile } from "../files/open-kept-file";
import {
  administrator,
  draftBody,
  draftParams,
  makeDraft,
  otherOperator,
  viewer,
} from "../testing/draft-calls";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { copyDraft } from "./copy-draft";
import { deleteDraft } from "./delete-draft";
import { getDraftFile } from "./get-draft-file";
import { deleteDraftFile, putDraftFile } from "./put-draft-file";
import { saveDraft } from "./save-draft";
import { showDraft } from "./show-draft";

let world: World;
let thread: Awaited<ReturnType<typeof bundleThread>>;
beforeAll(async () => {
  world = await startWorld();
  thread = await bundleThread();
  world.reach.workbooks = createWorkbookChecker({ threadFile: thread.file });
});
afterAll(async () => {
  await world.close();
  thread.remove();
});
beforeEach(async () => {
  const { prisma } = world.database;
  await prisma.draft.deleteMany();
  await prisma.operation.deleteMany();
  await prisma.storedFile.deleteMany();
  await prisma.connection.update({ where: { id: world.connection.id }, data: { fileRows: null } });
});

const good = buildWorkbook([["device_id"], ["meter-1"], ["meter-2"]]);
const faulty = buildWorkbook([["device_id"], ["meter 1"], ["meter-2"], ["meter-2"]]);
const ole = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0);
const type = "freezeDevices";

const put = async (draftId: string, content = good, name = "lot.xlsx", caller = operator, as = type) =>
  KeptWorkbook.parse(
    await putDraftFile({
      ctx: world.context(caller),
      input: { params: draftParams(draftId), query: { type: as }, file: { name, content } },
    }),
  );
const get = async (draftId: string, query: { marked?: "1" } = {}, caller = operator) =>
  (
    await getDraftFile({
      ctx: world.context(caller),
      input: { params: draftParams(draftId), query: { language: "en", ...query } },
    })
  ).file;
const takeOut = (draftId: string, caller = operator) =>
  deleteDraftFile({ ctx: world.context(caller), input: { params: draftParams(draftId) } });
const fileOf = async (draftId: string) =>
  (await showDraft({ ctx: world.context(), input: { params: draftParams(draftId) } })).file;
const rows = () => world.database.prisma.storedFile.findMany();

describe("a workbook of a draft", () => {
  it("is checked, kept and given back to the byte; the form's next save does not conflict", async () => {
    const id = await makeDraft(world);
    const kept = await put(id, good, "水表 (1).xlsx");
    expect(kept).toMatchObject({
      ...{ name: "水表 (1).xlsx", format: "xlsx", size: good.byteLength, type, checked: true, rows: 2 },
      ...{ problemCount: 0, problems: [], first: ["meter-1", "meter-2"] },
    });
    expect(await fileOf(id)).toEqual(kept);
    const body = draftBody({ version: 1, step: "policy" });
    const saved = await saveDraft({ ctx: world.context(), input: { params: draftParams(id), body } });
    expect(saved.body).toMatchObject({ version: 2, file: { id: kept.id } });
    const file = await get(id);
    expect(file.name).toBe("水表 (1).xlsx");
    expect(Buffer.from(file.content).equals(Buffer.from(good))).toBe(true);
    expect(await openKeptFile(world.context().deps, kept.id)).toMatchObject({
      ...{ name: "水表 (1).xlsx", format: "xlsx", taskType: type },
      report: { targets: { count: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
    expect(await openKeptFile(world.context().deps, randomUUID())).toBeNull();
  });

  it("is sealed where it is stored, and bound to its row", async () => {
    const content = buildWorkbook([["device_id"], ["meter-7"]]);
    const id = await makeDraft(world);
    const { id: fileId } = await put(id, content);
    const [row] = await rows();
    for (const form of ["base64", "base64url", "hex", "latin1"] as const) {
      const piece = Buffer.from(content).subarray(30, 90).toString(form);
      expect(row?.contentSealed).not.toContain(piece.slice(0, 40));
    }
    expect(row?.contentSealed).toMatch(/^v1\./);
    const other = await makeDraft(world);
    const { id: otherId } = await put(other);
    await world.database.prisma.storedFile.update({
      where: { id: otherId },
      data: { contentSealed: row?.contentSealed },
    });
    await expect(openKeptFile(world.context().deps, otherId)).rejects.toMatchObject({ reason: "damaged" });
    expect((await openKeptFile(world.context().deps, fileId))?.content).toEqual(Buffer.from(content));
  });

  it("with problems is kept with them, and given back with a column that names them", async () => {
    const id = await makeDraft(world);
    const kept = await put(id, faulty);
    expect(kept.problemCount).toBeGreaterThanOrEqual(2);
    expect(kept.problems[0]).toMatchObject({ row: 2, column: "device_id" });
    const marked = await get(id, { marked: "1" });
    expect(marked.name).toBe("lot_marked.xlsx");
    const again = await put(await makeDraft(world), marked.content);
    expect(again.ignoredHeadings).toHaveLength(1);
    expect(again.problemCount).toBe(kept.problemCount);
  });

  it("takes the place of the one before, which is forgotten", async () => {
    const id = await makeDraft(world);
    await put(id);
    const second = await put(id, faulty, "second.xlsx");
    expect((await rows()).map(({ id }) => id)).toEqual([second.id]);
    await takeOut(id);
    await takeOut(id);
    expect(await rows()).toEqual([]);
    expect(await fileOf(id)).toBeNull();
    await expect(get(id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is shared by a copy, and stays as long as one of both has it", async () => {
    const id = await makeDraft(world);
    const kept = await put(id);
    const copy = await copyDraft({
      ctx: world.context(),
      input: { params: { connection: slug }, body: { from: { draftId: id }, kind: "draft" } },
    });
    expect(copy.body.file?.id).toBe(kept.id);
    await deleteDraft({ ctx: world.context(), input: { params: draftParams(id) } });
    expect((await get(copy.body.id)).content).toEqual(Buffer.from(good));
    await deleteDraft({ ctx: world.context(), input: { params: draftParams(copy.body.id) } });
    expect(await rows()).toEqual([]);
  });

  it("of the old format is kept unread, and says so", async () => {
    const id = await makeDraft(world);
    expect(await put(id, ole, "lot.XLS")).toMatchObject({ format: "xls", checked: false, rows: null });
    expect(await get(id)).toMatchObject({ contentType: "application/vnd.ms-excel" });
    await expect(get(id, { marked: "1" })).rejects.toMatchObject({ hint: "workbook_unchecked" });
  });

  it.each<[string, Uint8Array, string, string]>([
    ["another kind of file", Buffer.from("device_id\nd1"), "lot.csv", "workbook_kind"],
    ["another kind by its bytes", Buffer.from("device_id\nd1"), "lot.xlsx", "workbook_kind"],
    ["a renamed one", ole, "lot.xlsx", "workbook_renamed"],
    ["one with macros", good, "lot.xlsm", "workbook_macros"],
    ["a cut one", good.subarray(0, good.byteLength - 30), "lot.xlsx", "workbook_damaged"],
    ["no headings it knows", buildWorkbook([["name"], ["x"]]), "lot.xlsx", "workbook_heading_missing"],
  ])("that is %s is refused by name, and changes nothing", async (_name, content, name, hint) => {
    const id = await makeDraft(world);
    const before = await put(id);
    await expect(put(id, content, name)).rejects.toMatchObject({ code: "invalid_input", hint });
    expect(await fileOf(id)).toEqual(before);
    expect(await rows()).toHaveLength(1);
  });

  it("may have as many rows as the connection's platform takes", async () => {
    const id = await makeDraft(world);
    const { prisma } = world.database;
    await prisma.connection.update({ where: { id: world.connection.id }, data: { fileRows: 1 } });
    await expect(put(id)).rejects.toMatchObject({ hint: "workbook_rows" });
    await prisma.connection.update({ where: { id: world.connection.id }, data: { fileRows: 2 } });
    expect((await put(id)).rows).toBe(2);
  });

  it.each(["firmwareUpgrade", "changeGateway", "__proto__"])("is not taken for %s", async (as) => {
    const id = await makeDraft(world);
    await expect(put(id, good, "lot.xlsx", operator, as)).rejects.toMatchObject({
      invalidParams: [{ path: "type", message: expect.any(String) }],
    });
  });

  it("of somebody else's draft is not there, whoever asks", async () => {
    const id = await makeDraft(world);
    await put(id);
    for (const caller of [otherOperator, administrator]) {
      await expect(put(id, good, "x.xlsx", caller)).rejects.toMatchObject({ code: "not_found" });
      await expect(get(id, {}, caller)).rejects.toMatchObject({ code: "not_found" });
      await expect(takeOut(id, caller)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const act of [
      () => put(id, good, "x.xlsx", viewer),
      () => get(id, {}, viewer),
      () => takeOut(id, viewer),
    ])
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    expect((await fileOf(id))?.name).toBe("lot.xlsx");
  });

  it("stays as it was sent, and needs a draft to be kept with", async () => {
    const id = await makeDraft(world);
    await put(id);
    const operationId = randomUUID();
    const { connection, now, database } = world;
    await database.prisma.operation.create({
      data: {
        ...{ id: operationId, connectionId: connection.id, kind: "create", state: "held", request: {} },
        ...{
          wholeTask: false,
          createdAt: now(),
          createdById: "p1",
          createdByName: "A",
          createdByKind: "person",
        },
      },
    });
    await database.prisma.draft.update({ where: { id }, data: { operationId } });
    await expect(put(id, faulty)).rejects.toMatchObject({ code: "conflict", hint: "draft_sent" });
    await expect(takeOut(id)).rejects.toMatchObject({ code: "conflict", hint: "draft_sent" });
    expect((await get(id)).content).toEqual(Buffer.from(good));
    await expect(put(randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });
});
