import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "./db";
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
