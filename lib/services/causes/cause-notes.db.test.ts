import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SaveCauseNote } from "@/lib/contracts/cause-notes";
import { CauseMessages, CauseNoteList } from "@/lib/contracts/cause-notes";
import { SubtaskSummary } from "@/lib/contracts/subtasks";
import { causeOf, formerCausesOf } from "@/lib/domain/failure-cause";
import { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { markDropped } from "@/lib/store/drop-rows";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { addTask, platformRow } from "@/lib/store/testing/test-store";
import { summariseSubtasks } from "../subtasks/summarise-subtasks";
import { otherOperator, viewer } from "../testing/draft-calls";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { deleteCauseNote } from "./delete-cause-note";
import { listCauseMessages } from "./list-cause-messages";
import { listCauseNotes } from "./list-cause-notes";
import { saveCauseNote } from "./save-cause-note";

const device = "68f0a1b2c3d4e5f607182930";
const failed = (target: string, errorCode: string | null, errorMessage: string | null) =>
  platformRow(target, { status: "Fail", errorCode, errorMessage });
const rows = [
  ...Array.from({ length: 4 }, (_, n) =>
    failed(`a${n}`, null, `Download of ${n < 3 ? 1 : 2}000 bytes failed`),
  ),
  ...Array.from({ length: 3 }, (_, n) => failed(`b${n}`, "IOTDA.014016", "offline")),
  ...Array.from({ length: 2 }, (_, n) => failed(`c${n}`, null, `Pump ${device}_${n} is jammed`)),
  failed("d0", null, null),
  platformRow("e0", { status: "Success" }),
];
const download = causeOf(null, "Download of 1000 bytes failed");
const jammed = causeOf(null, `Pump ${device}_0 is jammed`);

let world: World;
let taskPk: number;
const taskId = "65a1";
beforeAll(async () => {
  world = await startWorld();
  const { database, connection } = world;
  taskPk = await addTask(
    { database, connectionId: connection.id },
    { taskId, status: "Fail", platformStatus: "Fail" },
  );
  await inTransaction(database, (tx) => saveSubtaskRows(tx, taskPk, rows, world.now()));
});
afterAll(() => world.close());

const read = async (caller = operator) =>
  SubtaskSummary.parse(
    await summariseSubtasks({ ctx: world.context(caller), input: { params: { connection: slug, taskId } } }),
  ).byError;
const list = async (query: object = {}, caller = operator) =>
  CauseNoteList.parse(
    await listCauseNotes({
      ctx: world.context(caller),
      input: { params: { connection: slug }, query: { limit: 50, ...query } },
    }),
  );
const save = (cause: string, body: Partial<SaveCauseNote>, caller = operator) =>
  saveCauseNote({
    ctx: world.context(caller),
    input: { params: { connection: slug, cause }, body: { version: 0, verdict: null, text: "t", ...body } },
  });
const remove = (cause: string, version: number, caller = operator) =>
  deleteCauseNote({
    ctx: world.context(caller),
    input: { params: { connection: slug, cause }, query: { version } },
  });
const messages = async (cause: string) =>
  CauseMessages.parse(
    await listCauseMessages({
      ctx: world.context(viewer),
      input: { params: { connection: slug, taskId, cause } },
    }),
  );
const failure = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? [error.code, error.hint ?? null] : error;
};
const trail = async () =>
  (await world.database.prisma.audit.findMany({ orderBy: { seq: "asc" } })).map(
    ({ action, subject, actorId, reason }) => [action, subject, actorId, reason],
  );

describe("the team's notes", () => {
  it("stand beside the built-in advice, in the summary and on the list of all causes met", async () => {
    expect((await read()).map(({ cause, note }) => [cause, note])).toEqual([
      [download, null],
      ["IOTDA.014016", null],
      [jammed, null],
      ["none", null],
    ]);
    const note = await save(download, { text: " Ask the network team. ", verdict: "check_first" });
    expect(note).toEqual({
      ...{ cause: download, verdict: "check_first", text: " Ask the network team. ", version: 1 },
      ...{ by: { id: operator.id, name: operator.name }, at: world.now().toISOString() },
    });
    expect((await read(viewer))[0]).toMatchObject({ cause: download, advice: null, note });

    const { items, page } = await list();
    expect(page.total).toBe(4);
    expect(items).toMatchObject([
      { cause: download, devices: 4, tasks: 1, message: "Download of 1000 bytes failed", advice: null, note },
      { cause: "IOTDA.014016", devices: 3, advice: { key: "device_offline" }, note: null },
      { cause: jammed, devices: 2 },
      { cause: "none", devices: 1, message: null },
    ]);
    const causes = async (query: object) => (await list(query)).items.map(({ cause }) => cause);
    expect(await causes({ q: "JAMMED" })).toEqual([jammed]);
    expect(await causes({ q: "network team" })).toEqual([download]);
    expect(await causes({ only: "noted" })).toEqual([download]);
    expect(await causes({ only: "unadvised" })).toEqual([jammed, "none"]);
    const first = await list({ limit: 3 });
    expect(first.page.nextCursor).not.toBeNull();
    expect((await list({ limit: 3, cursor: first.page.nextCursor })).items.map(({ cause }) => cause)).toEqual(
      ["none"],
    );
  });

  it("are never lost to somebody who saw an older one (F47), and each change is on the trail", async () => {
    const before = (await trail()).length;
    const cause = "IOTDA.014016";
    const one = await save(cause, { text: "one" });
    // The answer was lost and the browser sends it again.
    expect(await save(cause, { text: "one" })).toEqual(one);
    const two = await save(cause, { version: 1, text: "two", verdict: "fix_first" }, otherOperator);
    expect(two).toMatchObject({ version: 2, by: { id: otherOperator.id } });
    const refused = ["conflict", "note_changed"];
    expect(await failure(save(cause, { version: 1, text: "mine" }))).toEqual(refused);
    expect(await failure(save(cause, { text: "mine" }))).toEqual(refused);
    expect(await failure(remove(cause, 1))).toEqual(refused);
    expect((await list({ q: cause })).items[0]?.note).toEqual(two);
    await remove(cause, 2);
    expect(await failure(save(cause, { version: 2, text: "mine" }))).toEqual(refused);
    expect(await failure(remove(cause, 2))).toEqual(["not_found", null]);
    expect((await trail()).slice(before)).toEqual([
      ["cause_note.save", cause, operator.id, null],
      ["cause_note.save", cause, otherOperator.id, "fix_first"],
      ["cause_note.delete", cause, operator.id, null],
    ]);
    expect(await failure(save(cause, {}, viewer))).toEqual(["forbidden", null]);
  });

  it("are found under the key rows had before, and stay when no row has the cause any more", async () => {
    const [former = ""] = formerCausesOf(null, `Pump ${device}_0 is jammed`);
    const note = await save(former, { text: "Knock on it." });
    expect((await read()).find(({ cause }) => cause === jammed)?.note).toEqual(note);
    const gone = await save("IOTDA.014111", { text: "Long gone." });
    const { items } = await list({ only: "noted" });
    expect(items.map(({ cause, devices, note: kept }) => [cause, devices, kept?.version])).toEqual([
      [download, 4, 1],
      [jammed, 2, 1],
      ["IOTDA.014111", 0, 1],
    ]);
    expect(items[2]).toMatchObject({ code: "IOTDA.014111", advice: { key: "device_silent" }, note: gone });
  });
});

describe("the texts behind a cause", () => {
  it("are told raw, the commonest first, also of what is left of dropped rows", async () => {
    expect(await messages(download)).toEqual({
      items: [
        { message: "Download of 1000 bytes failed", count: 3 },
        { message: "Download of 2000 bytes failed", count: 1 },
      ],
      ...{ distinct: 2, looked: 4, total: 4 },
    });
    expect(await messages("none")).toEqual({
      items: [{ message: null, count: 1 }],
      distinct: 1,
      looked: 1,
      total: 1,
    });
    expect(await failure(messages("IOTDA.014111"))).toEqual(["not_found", null]);
    await world.database.prisma.task.updateMany({ data: { final: true } });
    expect(await markDropped(world.database, taskPk, world.now())).toBe(true);
    await world.database.pool.query("DELETE FROM subtask WHERE ord >= 0");
    expect(await messages(download)).toMatchObject({ items: [{ count: 1 }], looked: 1, total: 4 });
  });
});
