import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { deleteExpired } from "./clean-up-store";
import { inTransaction } from "./db";
import { createSealer } from "./seal";
import { listStoredKeyIds } from "./sealed-keys";
import { keepFile, openStoredFile, resealFiles } from "./stored-file-store";
import { openTestStore, type TestStore } from "./testing/test-store";

const now = new Date("2026-12-24T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1_000);
const secret = "a secret of thirty-two characters or more";
const sealer = createSealer({ secret });
const content = Buffer.from("the bytes of a workbook");

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  const { prisma } = store.database;
  await prisma.draft.deleteMany();
  await prisma.operation.deleteMany();
  await prisma.storedFile.deleteMany();
});

async function addFile(createdDaysAgo: number): Promise<string> {
  const file = {
    ...{ id: randomUUID(), connectionId: store.connectionId, name: "lot.xlsx", format: "xlsx" as const },
    ...{ taskType: "freezeDevices", report: null, createdAt: daysAgo(createdDaysAgo) },
    createdBy: { id: "p1", name: "Ada" },
  };
  await inTransaction(store.database, (tx) => keepFile(tx, file, content, sealer));
  return file.id;
}

async function addOperation(state: string, fileId: string | null, finishedDaysAgo?: number): Promise<string> {
  const id = randomUUID();
  await store.database.prisma.operation.create({
    data: {
      ...{
        id,
        connectionId: store.connectionId,
        kind: "create",
        state,
        request: {},
        wholeTask: false,
        fileId,
      },
      ...{ createdAt: daysAgo(60), createdById: "p1", createdByName: "Ada", createdByKind: "person" },
      finishedAt: finishedDaysAgo === undefined ? null : daysAgo(finishedDaysAgo),
    },
  });
  return id;
}

async function addDraft(
  changedDaysAgo: number,
  more: { kind?: string; fileId?: string; operationId?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const at = daysAgo(changedDaysAgo);
  await store.database.prisma.draft.create({
    data: {
      ...{
        id,
        connectionId: store.connectionId,
        kind: "draft",
        name: "",
        step: "type",
        content: {},
        ...more,
      },
      ...{ ownerId: "p1", ownerName: "Ada", createdAt: daysAgo(90), updatedAt: at },
    },
  });
  return id;
}

const clean = async () => {
  const { drafts, contents, files } = await deleteExpired(store.database.prisma, now);
  return { drafts, contents, files };
};
const draftIds = async () => (await store.database.prisma.draft.findMany()).map(({ id }) => id).sort();
const files = async () =>
  new Map(
    (await store.database.prisma.storedFile.findMany()).map((row) => [row.id, row.contentSealed !== null]),
  );

it("forgets drafts thirty days after their last change, but neither templates nor what may come back", async () => {
  await addDraft(30.1);
  await addDraft(31, { operationId: await addOperation("done", null, 31) });
  await addDraft(31, { operationId: await addOperation("failed", null, 31) });
  const kept = [
    await addDraft(29.9),
    await addDraft(400, { kind: "template" }),
    await addDraft(31, { operationId: await addOperation("unknown", null) }),
    await addDraft(31, { operationId: await addOperation("held", null) }),
  ];
  expect(await clean()).toEqual({ drafts: 3, contents: 0, files: 0 });
  expect(await draftIds()).toEqual(kept.sort());
  expect(await clean()).toEqual({ drafts: 0, contents: 0, files: 0 });
});

it("forgets the bytes of a workbook a week after its task was made, unless somebody still needs them", async () => {
  const made = await addFile(10);
  const sentBy = await addOperation("done", made, 7.1);
  await addDraft(8, { fileId: made, operationId: sentBy });
  const recent = await addFile(10);
  await addOperation("done", recent, 6.9);
  const copied = await addFile(10);
  await addOperation("done", copied, 8);
  await addDraft(1, { fileId: copied });
  const template = await addFile(10);
  await addOperation("done", template, 8);
  await addDraft(90, { fileId: template, kind: "template" });
  const failed = await addFile(10);
  await addOperation("failed", failed, 8);
  const again = await addFile(10);
  await addOperation("done", again, 8);
  await addOperation("unknown", again);

  expect(await clean()).toEqual({ drafts: 0, contents: 1, files: 0 });
  expect(await files()).toEqual(
    new Map([[made, false], ...[recent, copied, template, failed, again].map((id) => [id, true] as const)]),
  );
});

it("forgets workbooks of thirty days that no draft has and no operation may send", async () => {
  await addFile(31);
  const sent = await addFile(31);
  const operation = await addOperation("done", sent, 29);
  const kept = [await addFile(29), await addFile(31), await addFile(31)];
  await addDraft(1, { fileId: kept[1] });
  await addOperation("held", kept[2] ?? "");
  expect(await clean()).toEqual({ drafts: 0, contents: 1, files: 2 });
  expect([...(await files()).keys()].sort()).toEqual(kept.sort());
  const row = await store.database.prisma.operation.findUniqueOrThrow({ where: { id: operation } });
  expect(row.fileId).toBeNull();
});

it("forgets a workbook with its draft, when both are old", async () => {
  await addDraft(31, { fileId: await addFile(31) });
  expect(await clean()).toEqual({ drafts: 1, contents: 0, files: 1 });
});

it("seals kept workbooks with a new key, and says which keys they need", async () => {
  const ids = [await addFile(1), await addFile(1)];
  const { prisma } = store.database;
  const rotated = createSealer({
    secret: "another secret of thirty-two characters!!",
    previousSecret: secret,
  });
  expect(await listStoredKeyIds(prisma)).toEqual([sealer.keyId]);
  expect(await resealFiles(prisma, rotated)).toBe(2);
  expect(await resealFiles(prisma, rotated)).toBe(0);
  expect(await listStoredKeyIds(prisma)).toEqual([rotated.keyId]);
  const alone = createSealer({ secret: "another secret of thirty-two characters!!" });
  for (const id of ids) expect(await openStoredFile(prisma, id, alone)).toEqual(content);
});
