import { randomUUID } from "node:crypto";
import * as sheets from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExportSubtasksQuery, ExportTasksQuery } from "@/lib/contracts/exports";
import { ListSubtasksQuery } from "@/lib/contracts/subtasks";
import type { AppError } from "@/lib/errors";
import { inTransaction } from "@/lib/store/db";
import { toLiteral } from "@/lib/store/literal-values";
import { keepFile } from "@/lib/store/stored-file-store";
import { saveSubtaskRows } from "@/lib/store/subtask-writer";
import { addTask, platformRow } from "@/lib/store/testing/test-store";
import { createWorkbookChecker } from "@/lib/workbook/checker";
import { buildSheet, rowOf } from "@/lib/workbook/testing/build-workbook";
import { bundleThread } from "@/lib/workbook/testing/bundle-thread";
import { readTexts } from "@/lib/workbook/testing/read-texts";
import { listSubtasks } from "../subtasks/list-subtasks";
import { operator, slug, startWorld, type World } from "../testing/start-world";
import { exportSubtasks } from "./export-subtasks";
import { exportTasks } from "./export-tasks";
import { hostileTexts } from "./testing/hostile-texts";
import { readCsv, readDownload, startReading } from "./testing/read-download";

let world: World;
let pk = 0;
const taskId = "6b0300000000000000000001";
const params = { connection: slug, taskId };
const seenAt = new Date("2026-11-22T11:59:30.250Z");
const hostile = hostileTexts(400);
const device = (number: number) => `wm-${String(number).padStart(4, "0")}`;

beforeAll(async () => {
  world = await startWorld();
  const { database, connection } = world;
  const store = { database, connectionId: connection.id };
  pk = await addTask(store, { taskId, name: '固件/升级 "A": 1', targets: null }, seenAt);
  const rows = hostile.map((text, number) => {
    const failed = number % 2 === 0;
    const errorCode = number % 4 === 0 ? "IOTDA.014016" : null;
    return platformRow(device(number), {
      status: failed ? "Fail" : "Processing",
      output: text,
      ...(failed ? { errorCode, errorMessage: text } : {}),
    });
  });
  await inTransaction(database, (tx) => saveSubtaskRows(tx, pk, rows, seenAt));
});
afterAll(() => world.close());

async function open(query: Record<string, unknown> = {}, caller = operator) {
  const answer = await exportSubtasks({
    ctx: world.context(caller),
    input: { params, query: ExportSubtasksQuery.parse(query) },
  });
  if (!("download" in answer)) throw new Error("no download");
  return answer.download;
}
const records = async (query: Record<string, unknown>) =>
  readCsv(await readDownload((await open(query)).open));
const failure = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: AppError) => error,
  );
/** What a text is in a file: without what XML has no form for. */
const legal = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
/** Connections of the house that are in the middle of something. */
async function busy(): Promise<number> {
  const { rows } = await world.database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
  );
  return rows[0]?.n ?? -1;
}

describe("an export of subtasks", () => {
  it("as CSV has the columns of the contract, and no cell that a spreadsheet takes for a formula (A03)", async () => {
    const download = await open({ format: "csv", language: "zh-CN" });
    expect(download).toMatchObject({
      name: "固件_升级 _A__ 1_2026-11-22T11-59-30Z.csv",
      contentType: "text/csv; charset=utf-8",
      rows: hostile.length,
    });
    const bytes = await readDownload(download.open);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [headings, ...rows] = readCsv(bytes);
    expect(headings?.join()).toBe(
      "target,status,error_code,error_message,advice,attempt,first_seen_at,changed_at,output",
    );
    expect(rows.map(([target]) => target)).toEqual(hostile.map((_, number) => device(number)));
    for (const [
      number,
      [, status, code, message, advice, attempt, first, changed, output = ""],
    ] of rows.entries()) {
      const text = legal(hostile[number] ?? "");
      expect(output).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufeff]/);
      expect(output.length).toBeLessThanOrEqual(32_767);
      const whole = output.startsWith("'") && !text.startsWith("'") ? output.slice(1) : output;
      expect(text.startsWith(whole), JSON.stringify(text.slice(0, 40))).toBe(true);
      if (text.length < 16_000) expect(whole).toBe(text);
      expect(first).toBe("2026-11-22T11:59:30.25+00:00");
      expect([changed, attempt]).toEqual(["", number % 2 === 0 ? "" : "1"]);
      expect([status, code, message]).toEqual(
        number % 2 === 0 ? ["Fail", number % 4 === 0 ? "IOTDA.014016" : "", output] : ["Processing", "", ""],
      );
      if (number % 4 === 0) expect(advice).toMatch(/^可重试：/);
    }
  });

  it("as XLSX has the same in cells that are texts, opened by another reader", async () => {
    const download = await open({ format: "xlsx" });
    const book = sheets.read(await readDownload(download.open), { cellNF: true, cellFormula: true });
    expect(book.SheetNames).toEqual(["Devices"]);
    const sheet = book.Sheets.Devices ?? {};
    const cells = Object.entries(sheet).filter(([place]) => /^[A-Z]/.test(place));
    expect(cells.filter(([, cell]) => cell.t !== "s" || cell.f || cell.l)).toEqual([]);
    for (const [number, text] of hostile.entries()) {
      const row = number + 2;
      const found = String(sheet[`I${row}`]?.v ?? "");
      expect(sheet[`A${row}`]?.v).toBe(device(number));
      expect(found.length).toBeLessThanOrEqual(32_767);
      // XML knows one end of line.
      const plain = legal(text).replace(/\r\n?/g, "\n");
      if (plain.length < 16_000) expect(found.replace(/\r\n?/g, "\n")).toBe(plain);
      if (number % 4 === 0) expect(sheet[`E${row}`]?.v).toMatch(/^Retry helps: /);
    }
    expect(sheet[`A${hostile.length + 2}`]).toBeUndefined();
  });

  it.each([
    { status: ["Fail"] },
    { status: ["Fail", "Processing"], q: "wm-003" },
    { cause: ["IOTDA.014016"] },
    { tries: 1 },
    { changedBefore: "2026-11-22T11:59:30.250Z" },
    { q: "'; DROP TABLE subtask; --" },
    { q: "\\' OR true --" },
    { status: ["never met"] },
    { commandId: "$1" },
  ])("of %j has the rows that the list has", async (filter) => {
    const list = await listSubtasks({
      ctx: world.context(),
      input: { params, query: ListSubtasksQuery.parse({ ...filter, limit: 200 }) },
    });
    const download = await open(filter);
    expect(download.rows).toBe(list.page.total);
    const [, ...rows] = readCsv(await readDownload(download.open));
    expect(rows).toHaveLength(list.page.total);
    expect(rows.slice(0, 200).map(([target]) => target)).toEqual(list.items.map(({ target }) => target));
  });

  it("is audited before it is sent", async () => {
    await records({ status: ["Fail"] });
    const line = await world.database.prisma.audit.findFirst({ orderBy: { seq: "desc" } });
    expect(line).toMatchObject({
      ...{ action: "task.export", subject: taskId, connection: slug, actorId: operator.id, result: "ok" },
      targetCount: hostile.length / 2,
    });
    expect(line?.reason).toContain('"Fail"');
  });

  it("is refused to a person who has two, and not to another", async () => {
    const [first, second] = [await open(), await open()];
    expect(await failure(open())).toMatchObject({
      ...{ code: "too_many_requests", hint: "exports_busy" },
      retryAfterSeconds: 5,
    });
    const other = await open({}, { ...operator, id: "p2" });
    await Promise.all([first, second, other].map((download) => readDownload(download.open)));
    expect(await records({})).toHaveLength(hostile.length + 1);
    expect(await busy()).toBe(0);
  });

  it("stops in the database too when the client goes, and gives its place back", async () => {
    await world.database.pool.query(
      `UPDATE subtask SET output = repeat(md5(ord::text), 3000) WHERE task_id = $1`,
      [pk],
    );
    const reading = [startReading((await open()).open), startReading((await open()).open)];
    await expect.poll(() => Math.min(...reading.map(({ taken }) => taken()))).toBeGreaterThan(0);
    expect(await busy()).toBe(2);
    for (const { leave } of reading) leave();
    await expect.poll(busy).toBe(0);
    expect(await records({ status: ["Processing"] })).toHaveLength(hostile.length / 2 + 1);
  });
});

describe("the workbook of a task", () => {
  it("comes back with what became of each row, and is refused where it is not kept", async () => {
    const ask = (query: object = {}) =>
      exportSubtasks({
        ctx: world.context(),
        input: { params, query: ExportSubtasksQuery.parse({ format: "original", ...query }) },
      });
    expect(await failure(ask())).toMatchObject({ code: "conflict", hint: "workbook_not_kept" });
    expect(await failure(ask({ status: ["Fail"] }))).toMatchObject({ code: "invalid_input" });
    const thread = await bundleThread();
    world.reach.workbooks = createWorkbookChecker({ threadFile: thread.file });
    try {
      await keepWorkbook([device(0), "nobody", device(1)]);
      const answer = await ask({ language: "zh-CN" });
      if (!("file" in answer)) throw new Error("no file");
      expect(answer.file.name).toBe("meters_2026-11-22T11-59-30Z.xlsx");
      expect(readTexts(answer.file.content, 1)).toEqual([
        ["device_id", "状态", "错误码", "处理建议"],
        [device(0), "Fail", "IOTDA.014016", "可重试：设备当时离线。恢复后重试。"],
        ["nobody"],
        [device(1), "Processing"],
      ]);
      expect(await busy()).toBe(0);
    } finally {
      thread.remove();
    }
  });

  async function keepWorkbook(devices: string[]): Promise<void> {
    const { connection, database, sealer } = world;
    const [id, by, createdAt] = [randomUUID(), { id: "p1", name: "Ada" }, world.now()];
    const file = { id, connectionId: connection.id, name: "meters.xlsx", taskType: "deleteDevices" };
    const rows = devices.map((target, index) => rowOf([target], index + 2)).join("");
    await inTransaction(database, (tx) =>
      keepFile(
        tx,
        { ...file, format: "xlsx", report: null, createdAt, createdBy: by },
        buildSheet(rowOf(["device_id"], 1) + rows),
        sealer,
      ),
    );
    await database.prisma.operation.create({
      data: {
        ...{
          id: randomUUID(),
          connectionId: connection.id,
          kind: "create",
          state: "done",
          taskId,
          fileId: id,
        },
        ...{ request: {}, createdAt, createdById: "p1", createdByName: "Ada", createdByKind: "person" },
      },
    });
  }
});

it("the list of tasks is exported as it is filtered and sorted, over all its pages", async () => {
  const { database, connection } = world;
  const store = { database, connectionId: connection.id };
  for (const number of [1, 2, 3]) {
    await addTask(store, { taskId: `list-${number}`, name: `=list ${number}`, targets: null });
  }
  const input = { params: { connection: slug }, query: ExportTasksQuery.parse({ q: "=list", sort: "name" }) };
  const { download } = await exportTasks({ ctx: world.context(), input }, { pageSize: 2 });
  expect(download.rows).toBe(3);
  const [headings, ...rows] = readCsv(await readDownload(download.open));
  expect(headings?.slice(0, 4)).toEqual(["task_id", "name", "type", "status"]);
  expect(rows.map((row) => row.slice(0, 2))).toEqual(
    [1, 2, 3].map((number) => [`list-${number}`, `'=list ${number}`]),
  );
});

it("values become literals that mean what they are", async () => {
  const values = [...hostile.filter((text) => text.length < 2_000), "a\0b", "\\", "'", "\\'", "''\\", "E'x'"];
  const { rows } = await world.database.pool.query<{ told: string; sent: string }>(
    `SELECT told, sent FROM unnest(${toLiteral(values)}::text[], $1::text[]) both_ways(told, sent)`,
    [values.map((text) => text.replaceAll("\0", ""))],
  );
  expect(rows).toHaveLength(values.length);
  expect(rows.filter(({ told, sent }) => told !== sent)).toEqual([]);
  for (const value of [1.5, Number.NaN, 2 ** 60, undefined, {}, new Date(), true]) {
    expect(() => toLiteral(value)).toThrow(TypeError);
  }
});
