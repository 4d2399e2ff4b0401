import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "./db";
import { findRowsOf, insertSelection } from "./selection-store";
import { type DevicePlace, pageByDevice } from "./subtask-sorted";
import { findSubtasks, pageSubtasks, type SubtaskPageQuery, selectTargets } from "./subtask-store";
import { summariseSubtasks } from "./subtask-summary";
import { saveSubtaskRows } from "./subtask-writer";
import { addTask, openTestStore, platformRow, type TestStore } from "./testing/test-store";

let store: TestStore;
let taskPk: number;
const total = 1_000;
/** Every 5th row failed, by two codes; every 50th is stopped; the rest succeeded. */
const rows = Array.from({ length: total }, (_, n) => {
  const target = `meter_${String(n).padStart(4, "0")}`;
  if (n % 50 === 0) return platformRow(target, { status: "Stopped" });
  if (n % 5 !== 0) return platformRow(target, { status: "Success", output: `v${n}` });
  const errorCode = n % 10 ? "IOTDA.014016" : "IOTDA.014111";
  return platformRow(target, {
    status: "Fail",
    errorCode,
    errorMessage: n % 20 === 5 ? "offline" : `late ${n}`,
  });
});

beforeAll(async () => {
  store = await openTestStore();
  taskPk = await addTask(store);
  await inTransaction(store.database, (tx) =>
    saveSubtaskRows(tx, taskPk, rows, new Date("2026-11-01T10:00:00Z")),
  );
  // Another task with the same devices must never shine through.
  const other = await addTask(store, { taskId: "other" });
  await inTransaction(store.database, (tx) => saveSubtaskRows(tx, other, rows.slice(0, 10), new Date()));
});
afterAll(() => store.close());

const page = (query: Partial<SubtaskPageQuery>) =>
  pageSubtasks(store.database, taskPk, { limit: 50, ...query });
const targets = async (query: Partial<SubtaskPageQuery>) => (await page(query)).rows.map((row) => row.target);

const filters: [string, Partial<SubtaskPageQuery>, (row: (typeof rows)[number]) => boolean][] = [
  ["everything", {}, () => true],
  ["one status", { status: ["Fail"] }, (row) => row.status === "Fail"],
  ["two statuses", { status: ["Fail", "Stopped"] }, (row) => row.status !== "Success"],
  ["a cause", { cause: ["IOTDA.014111"] }, (row) => row.errorCode === "IOTDA.014111"],
  [
    "status and cause",
    { status: ["Fail"], cause: ["IOTDA.014016"] },
    (row) => row.errorCode === "IOTDA.014016",
  ],
  ["a part of an id", { q: "_00" }, (row) => row.target.includes("_00")],
  ["how ids start", { q: "meter_00" }, (row) => row.target.startsWith("meter_00")],
  [
    "how ids start, and status",
    { q: "meter_00", status: ["Fail"] },
    (r) => r.target.startsWith("meter_00") && r.status === "Fail",
  ],
  ["a whole id", { q: "meter_0500" }, (row) => row.target === "meter_0500"],
  [
    "part of an id and status",
    { q: "5", status: ["Fail"] },
    (r) => r.target.includes("5") && r.status === "Fail",
  ],
  ["a sign that means something in LIKE", { q: "meter%" }, () => false],
  ["an unknown word", { status: ["Pondering"] }, () => false],
  ["an unknown cause", { cause: ["E1"] }, () => false],
  ["tries", { tries: 1 }, () => false],
];

describe("pageSubtasks", () => {
  it.each(filters)(
    "walks every row once, in order, by cursor and by page: %s",
    async (_, filter, matches) => {
      const expected = rows.filter(matches).map((row) => row.target);
      const byCursor: string[] = [];
      for (let afterOrd: number | null = -1; afterOrd !== null; ) {
        const found = await page({ ...filter, afterOrd });
        expect(found.total).toBe(expected.length);
        byCursor.push(...found.rows.map((row) => row.target));
        afterOrd = found.nextOrd;
      }
      expect(byCursor).toEqual(expected);
      const byPage: string[] = [];
      for (let number = 1; byPage.length < expected.length; number++) {
        byPage.push(...(await targets({ ...filter, page: number })));
      }
      expect(byPage).toEqual(expected);
      expect(await page({ ...filter, page: 1_000 })).toEqual({
        rows: [],
        total: expected.length,
        nextOrd: null,
      });
      expect(await selectTargets(store.database, taskPk, filter)).toEqual(expected);
    },
  );

  it("gives rows as the contract has them", async () => {
    const { rows: found } = await page({ limit: 7, page: 1 });
    expect(found[5]).toEqual({
      target: "meter_0005",
      status: "Fail",
      platformStatus: "Fail",
      output: null,
      cause: "IOTDA.014016",
      errorCode: "IOTDA.014016",
      errorMessage: "offline",
      attempt: null,
      firstSeenAt: "2026-11-01T10:00:00.000Z",
      changedAt: null,
    });
    expect(found[1]).toMatchObject({ status: "Success", output: "v1", cause: null });
  });

  it("is empty for a task without rows", async () => {
    expect(await pageSubtasks(store.database, 999_999, { limit: 50 })).toEqual({
      rows: [],
      total: 0,
      nextOrd: null,
    });
  });
});

describe("pageByDevice", () => {
  /** Ids in no order at all, one with three commands, one that another one starts with. */
  const names = Array.from({ length: 240 }, (_, n) => `d${(n * 7_919) % 263}`);
  const mixed = [...names, "d1-a", "d1_", "D1"].map((target, n) =>
    platformRow(target, { status: n % 3 ? "Success" : "Fail", errorCode: n % 3 ? null : `E${n % 2}` }),
  );
  const chosen = mixed.map((row) => row.target).filter((_, n) => n % 4 === 0);
  let pk: number;
  let selection: string;
  beforeAll(async () => {
    pk = await addTask(store, { taskId: "mixed" });
    await inTransaction(store.database, (tx) => saveSubtaskRows(tx, pk, mixed, new Date()));
    await store.database.pool.query(
      `INSERT INTO subtask (task_id, ord, target, dup, status, command_id, first_seen_at)
       SELECT task_id, 1000 + n, target, n, status, 'c' || n, first_seen_at
       FROM subtask, generate_series(1, 2) n WHERE task_id = $1 AND ord = 3`,
      [pk],
    );
    await store.database.pool.query(
      `UPDATE subtask_count SET n = n + 2 WHERE task_id = $1 AND cause_id <> 0 AND (status, cause_id) =
       (SELECT status, cause_id FROM subtask WHERE task_id = $1 AND ord = 3)`,
      [pk],
    );
    await store.database.pool.query(
      "UPDATE subtask SET cause_id = (SELECT cause_id FROM subtask WHERE task_id = $1 AND ord = 3) WHERE task_id = $1 AND ord > 1000",
      [pk],
    );
    const { ords } = await findRowsOf(store.database, pk, [...chosen, "nobody"]);
    const kept = { taskPk: pk, kind: "list" as const, ords, notFound: ["nobody"], request: null };
    const createdBy = { id: "u", name: "Ada" };
    selection = await inTransaction(
      store.database,
      async (tx) => (await insertSelection(tx, { ...kept, createdBy, now: new Date() })).id,
    );
  });
  const all = () => {
    const [third] = mixed.slice(3);
    return [...mixed, ...(third ? [third, third] : [])];
  };
  const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const views: [string, () => Partial<SubtaskPageQuery>, (row: (typeof mixed)[number]) => boolean][] = [
    ["everything", () => ({}), () => true],
    ["a status", () => ({ status: ["Fail"] }), (row) => row.status === "Fail"],
    ["a cause", () => ({ cause: ["E1"] }), (row) => row.errorCode === "E1"],
    ["how ids start", () => ({ q: "d1" }), (row) => row.target.startsWith("d1")],
    ["a part, and a status", () => ({ q: "1", status: ["Success"] }), isPart],
    ["a selection", () => ({ selection }), (row) => chosen.includes(row.target)],
    [
      "a selection, and a status",
      () => ({ selection, status: ["Fail"] }),
      (row) => chosen.includes(row.target) && row.status === "Fail",
    ],
    ["what changed before all of it", () => ({ changedBefore: "2020-01-01T00:00:00Z" }), () => false],
  ];
  function isPart(row: (typeof mixed)[number]): boolean {
    return row.target.includes("1") && row.status === "Success";
  }

  it.each(views)(
    "gives every row once, either way, by cursor and by page: %s",
    async (_, filter, matches) => {
      for (const descending of [false, true]) {
        const expected = all()
          .filter(matches)
          .map((row) => row.target)
          .sort(byBytes);
        if (descending) expected.reverse();
        const ask = (part: { page?: number; after?: DevicePlace }) =>
          pageByDevice(store.database, pk, { ...filter(), descending, limit: 20, ...part });
        const byCursor: string[] = [];
        for (let after: DevicePlace | null | undefined; after !== null; ) {
          const found = await ask(after ? { after } : {});
          expect(found.total).toBe(expected.length);
          byCursor.push(...found.rows.map((row) => row.target));
          after = found.next;
        }
        expect(byCursor).toEqual(expected);
        const byPage: string[] = [];
        for (let number = 1; (number - 1) * 20 < expected.length; number++) {
          const found = await ask({ page: number });
          byPage.push(...found.rows.map((row) => row.target));
          expect(found.next === null).toBe(number * 20 >= expected.length);
        }
        expect(byPage).toEqual(expected);
        expect(await ask({ page: 1_000 })).toEqual({ rows: [], total: expected.length, next: null });
      }
    },
  );

  it("keeps a selection to its task", async () => {
    expect((await page({ selection })).total).toBe(0);
    const found = await pageSubtasks(store.database, pk, { limit: 200, selection });
    expect(found.rows.map((row) => row.target)).toEqual(chosen);
  });
});

describe("summariseSubtasks", () => {
  it("counts by status and by cause, each cause with its commonest text", async () => {
    const summary = await summariseSubtasks(store.database, taskPk);
    expect(summary.byStatus).toEqual({ Success: 800, Fail: 180, Stopped: 20 });
    expect(summary.byError).toEqual([
      { cause: "IOTDA.014016", code: "IOTDA.014016", message: "offline", count: 100 },
      { cause: "IOTDA.014111", code: "IOTDA.014111", message: expect.stringMatching(/^late /), count: 80 },
    ]);
  });
});

describe("selectTargets", () => {
  it("leaves out what is excepted", async () => {
    const except = ["meter_0005", "meter_0010"];
    const found = await selectTargets(store.database, taskPk, { status: ["Fail"] }, { except });
    expect(found).toHaveLength(178);
    expect(found.some((target) => except.includes(target))).toBe(false);
  });
});

describe("findSubtasks", () => {
  it("tells what is known of the given devices", async () => {
    const found = await findSubtasks(store.database, taskPk, ["meter_0000", "meter_0005", "nobody"]);
    expect([...found]).toEqual(
      expect.arrayContaining([
        ["meter_0000", { status: "Stopped", attempt: null }],
        ["meter_0005", { status: "Fail", attempt: null }],
      ]),
    );
    expect(found.size).toBe(2);
  });
});
