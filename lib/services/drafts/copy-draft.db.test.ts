import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateTask } from "@/lib/contracts/create-task";
import { CopyDraft, Draft, ListDraftsQuery } from "@/lib/contracts/drafts";
import { Task } from "@/lib/contracts/tasks";
import { inTransaction } from "@/lib/store/db";
import { keepFile } from "@/lib/store/stored-file-store";
import { buildWorkbook } from "@/lib/workbook/testing/build-workbook";
import { createTask } from "../tasks/create-task";
import {
  administrator,
  draftBody,
  draftParams,
  makeDraft,
  otherOperator,
  viewer,
} from "../testing/draft-calls";
import { legacyInput, legacySlug, startLegacyWorld, valveCommand } from "../testing/start-legacy-world";
import { createInput, firmwareUpgrade, operator, slug, startWorld, type World } from "../testing/start-world";
import { copyDraft } from "./copy-draft";
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
  await world.clear();
  await world.database.prisma.draft.deleteMany();
  await world.database.prisma.storedFile.deleteMany();
});

type CopyBody = Partial<CopyDraft> & Pick<CopyDraft, "from">;
const copy = async (body: CopyBody, caller = operator) =>
  Draft.parse(
    (
      await copyDraft({
        ctx: world.context(caller),
        input: { params: { connection: slug }, body: CopyDraft.parse(body) },
      })
    ).body,
  );
const make = async (body: CreateTask) =>
  Task.parse((await createTask({ ctx: world.context(), input: createInput(body) })).body).taskId;

describe("a copy of a task", () => {
  it("has every device, the document and the policy, and opens at Review", async () => {
    const ids = world.addDevices(300);
    const scheduleTime = new Date(world.now().getTime() + 3_600_000).toISOString();
    const policy = { scheduleTime, retryCount: 2, retryIntervalMinutes: 30 };
    const taskId = await make(firmwareUpgrade(ids, { policy, extInfo: { lot: 7 } }));
    const made = await copy({ from: { taskId } });
    expect(made).toMatchObject({
      ...{ kind: "draft", name: "pump_fix_copy", type: "firmwareUpgrade", step: "review", version: 1 },
      ...{ targetCount: 300, targetsText: ids.join("\n"), mine: true, sent: null, file: null },
      content: {
        ...{ source: "list", start: "set", date: "2026-11-22", time: "13:00", timeZone: "UTC" },
        ...{ retry: true, retryCount: 2, retryMinutes: "30", extInfo: '{\n  "lot": 7\n}' },
      },
    });
    const document = JSON.parse(made.content.documents.firmwareUpgrade ?? "");
    expect(document).toEqual(firmwareUpgrade([]).document);
    world.pass(7_200_000);
    expect((await copy({ from: { taskId } })).content.start).toBe("now");
  });

  it("made by another tool is read from the platform once", async () => {
    const [device = ""] = world.addDevices(1);
    const { taskId } = await world.platform.createTask(
      {
        ...{ name: "theirs", type: "firmwareUpgrade", appId: null, mode: null, extInfo: null },
        ...{ needConfirm: null, targets: { kind: "list", ids: [device] }, legacy: null },
        document: { package_id: String(firmwareUpgrade([]).document?.package_id) },
        policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
      },
      { lane: "people" },
    );
    expect(await copy({ from: { taskId } })).toMatchObject({ name: "theirs_copy", targetsText: device });
  });

  it("that came from a workbook shares it while it is here; then it takes the rows, once all were read", async () => {
    const taskId = await make(firmwareUpgrade(world.addDevices(2)));
    world.pass(30_000);
    const task = await world.sync(taskId);
    const { prisma } = world.database;
    await prisma.taskTargets.deleteMany();
    const fromFile = { type: "freezeDevices", targetKind: "file", subtasksComplete: false };
    await prisma.task.update({ where: { id: task.id }, data: fromFile });
    const content = buildWorkbook([["device_id"], ["meter-1"]]);
    const file = {
      ...{ id: randomUUID(), connectionId: world.connection.id, name: "lot.xlsx", format: "xlsx" as const },
      ...{ taskType: "freezeDevices", report: null, createdAt: world.now(), createdBy: operator },
    };
    await inTransaction(world.database, (tx) => keepFile(tx, file, content, world.sealer));
    await prisma.operation.updateMany({ data: { fileId: file.id } });
    expect(await copy({ from: { taskId } })).toMatchObject({
      ...{ targetsText: "", targetCount: 0, content: { source: "file" }, file: { id: file.id } },
    });
    await prisma.storedFile.update({ where: { id: file.id }, data: { contentSealed: null } });
    expect(await copy({ from: { taskId } })).toMatchObject({
      ...{ targetsText: "", content: { source: "file" }, file: null },
    });
    await prisma.task.update({ where: { id: task.id }, data: { subtasksComplete: true } });
    const withRows = await copy({ from: { taskId } });
    expect(withRows).toMatchObject({ targetCount: 2, content: { source: "list" }, file: null });
    expect(withRows.targetsText.split("\n")).toHaveLength(2);
  });

  it("is refused for a type that cannot be created, and for a task that is not there", async () => {
    const taskId = await make(firmwareUpgrade(world.addDevices(1)));
    for (const type of ["changeGateway", "DeviceCmd", "inventedLater"]) {
      await world.database.prisma.task.updateMany({ data: { type } });
      await expect(copy({ from: { taskId } })).rejects.toMatchObject({
        ...{ code: "conflict", hint: "type_not_creatable" },
      });
    }
    await expect(copy({ from: { taskId: "no-such-task" } })).rejects.toMatchObject({ code: "not_found" });
    await expect(copy({ from: { taskId } }, viewer)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("may be a further part of a list too long for one task, under a name of its own", async () => {
    const taskId = await make(firmwareUpgrade(world.addDevices(2)));
    const part = { targetsText: "d9\nd8", targetCount: 2, name: "part_2" };
    expect(await copy({ from: { taskId }, ...part })).toMatchObject(part);
    await expect(copy({ from: { taskId }, targetsText: "d9" })).rejects.toMatchObject({
      invalidParams: [{ path: "targetCount", message: expect.any(String) }],
    });
  });
});

it("copies a legacy task with what only its create tells", async () => {
  const legacy = await startLegacyWorld();
  try {
    const [device = ""] = legacy.addDevices(1);
    const extra = { callbackUrl: "https://a.example/x", maxRetransmit: 2, tags: [{ name: "a", value: "b" }] };
    const input = legacyInput(valveCommand([device], extra));
    const { taskId } = Task.parse((await createTask({ ctx: legacy.context(), input })).body);
    const body = CopyDraft.parse({ from: { taskId } });
    const made = await copyDraft({
      ctx: legacy.context(),
      input: { params: { connection: legacySlug }, body },
    });
    expect(Draft.parse(made.body)).toMatchObject({
      ...{ name: "close_valves_copy", type: "DeviceCmd", targetsText: device },
      content: {
        ...{ source: "list", timeoutMinutes: "10", callbackUrl: extra.callbackUrl, maxRetransmit: "2" },
        tags: extra.tags,
      },
    });
  } finally {
    await legacy.close();
  }
});

describe("a template", () => {
  const templates = async (caller = operator) =>
    (
      await listDrafts({
        ctx: world.context(caller),
        input: { params: { connection: slug }, query: ListDraftsQuery.parse({ kind: "template" }) },
      })
    ).items;
  const remove = (draftId: string, caller = operator) =>
    deleteDraft({ ctx: world.context(caller), input: { params: draftParams(draftId) } });
  const rename = (draftId: string, caller = operator) =>
    saveDraft({
      ctx: world.context(caller),
      input: { params: draftParams(draftId), body: draftBody({ version: 1, name: "renamed" }) },
    });

  it("is everybody's to start from, and its maker's and administrators' to change", async () => {
    const draftId = await makeDraft(world, { targetsText: "d1", targetCount: 1 });
    const template = await copy({ from: { draftId }, kind: "template", name: "Night run" });
    expect(template).toMatchObject({ kind: "template", name: "Night run", targetsText: "d1", mine: true });
    expect(template.id).not.toBe(draftId);
    expect(await templates(otherOperator)).toMatchObject([{ id: template.id, mine: false }]);
    expect(await templates(administrator)).toMatchObject([{ id: template.id, mine: true }]);
    const started = await copy({ from: { draftId: template.id } }, otherOperator);
    expect(started).toMatchObject({ kind: "draft", name: "Night run", owner: { id: otherOperator.id } });
    const shown = await showDraft({
      ctx: world.context(otherOperator),
      input: { params: draftParams(template.id) },
    });
    expect(shown.content).toEqual(template.content);

    await expect(rename(template.id, otherOperator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(remove(template.id, otherOperator)).rejects.toMatchObject({ code: "forbidden" });
    expect((await rename(template.id, administrator)).body).toMatchObject({ version: 2, kind: "template" });
    await remove(template.id, administrator);
    expect(await templates()).toEqual([]);
    await expect(copy({ from: { draftId } }, otherOperator)).rejects.toMatchObject({ code: "not_found" });
    expect(await copy({ from: { draftId } })).toMatchObject({ name: "pump_fix_copy", kind: "draft" });
  });
});
