import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CallOptions } from "../call-options";
import type { ConnectedPlatform } from "../connect";
import { meter, oldWorkbook, people } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";

/* Answers that are late, too large, cut, wrong or new, on every kind of call (security.md F10 to F15). */

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const stage = () =>
  scene.simulator.stageTask({
    count: 3,
    type: "firmwareUpgrade",
    still: true,
    statuses: { Success: 1, Fail: 1 },
  });
const page = { limit: 10 } as const;
const rewrite = (at: string, value: unknown) => scene.simulator.addFault({ kind: "rewrite", at, value });
const workbook = { name: "lot.xls", content: oldWorkbook() };

type Call = (platform: ConnectedPlatform, options: CallOptions) => Promise<unknown>;
/** One call of each kind: a list, one thing, a search, an upload, a download. */
const calls: Record<string, Call> = {
  listTasks: (platform, options) => platform.listTasks({ type: "firmwareUpgrade", ...page }, options),
  showDevice: (platform, options) => platform.showDevice(meter(1), options),
  searchDevices: (platform, options) => platform.searchDevices("select * from device limit 5", options),
  uploadFile: (platform, options) => platform.uploadFile(workbook, options),
  downloadExport: (platform, options) => platform.downloadExport(exportId, options),
};
let exportId = "";

/** An export to download; nothing of the calls before it counts. */
beforeEach(async () => {
  ({ exportId } = await scene.platform.createExport({ taskId: stage() }, people));
  scene.simulator.advanceClock(60_000);
  scene.simulator.clearCalls();
});

const failureOf = (call: Call, platform = scene.platform, signal?: AbortSignal): Promise<unknown> =>
  call(platform, { ...people, signal }).catch((error: unknown) => error);

describe.each(Object.entries(calls))("%s", (name, call) => {
  it("ends at a deadline when its answer drips (F10)", async () => {
    scene.simulator.addFault({ kind: "drip", everyMs: 50 });
    const platform = scene.connect({ limits: { totalMs: 500 } });
    // Uploads and downloads have a minute of their own: there whoever asked gives up first.
    const error = await failureOf(call, platform, AbortSignal.timeout(600));
    expect(error).toMatchObject({
      reason: expect.stringMatching(/^(?:timed_out|cancelled)$/),
      sent: "maybe",
    });
  });

  it.each([
    { kind: "truncate" },
    { kind: "truncate", contentLength: false },
    { kind: "empty", status: 200 },
    { kind: "html", status: 200 },
  ] as const)("is not understood when it meets %j (F11, F12)", async (fault) => {
    scene.simulator.addFault(fault);
    expect(await failureOf(call)).toMatchObject({ code: "upstream_contract", sent: "maybe" });
  });

  it("is refused by an error within a success (F12)", async () => {
    scene.simulator.addFault({ kind: "status", status: 200, code: "IOTDA.014111" });
    expect(await failureOf(call)).toMatchObject({ code: "upstream_rejected", sent: "yes" });
  });

  it.each([false, true])("stops at its limit when its answer floods, packed: %s (F15)", async (gzip) => {
    const bytes = name === "downloadExport" ? 80_000_000 : 30_000_000;
    scene.simulator.addFault({ kind: "flood", bytes, gzip });
    expect(await failureOf(call)).toMatchObject({ code: "upstream_contract", reason: "too_large" });
  });
});

describe("what the platform adds later (F14)", () => {
  it("passes and is shown: types, statuses, fields", async () => {
    const taskId = stage();
    for (const [at, value] of [
      ["batchtask.task_type", "rebootDevices"],
      ["batchtask.status", "Pausing"],
      ["batchtask.colour", { red: 1 }],
      ["batchtask.task_progress.paused", 3],
      ["task_details.0.status", "Quarantined"],
      ["task_details.0.since", "20261121T101500Z"],
      ["page.next", true],
    ] as const) {
      rewrite(at, value);
    }
    const { task, subtasks } = await scene.platform.showTask({ taskId, ...page }, people);
    expect(task).toMatchObject({
      taskId,
      type: "rebootDevices",
      status: "Pausing",
      platformStatus: "Pausing",
      progress: { total: 3, success: 1, fail: 1 },
    });
    expect(subtasks.rows).toHaveLength(3);
    expect(subtasks.rows[0]).toMatchObject({ status: "Quarantined", platformStatus: "Quarantined" });
  });

  it("a result of a target that is neither success nor failure counts as a failure", async () => {
    const taskId = stage();
    rewrite("targets.0.status", "postponed");
    const [result] = await scene.platform.retryTask(taskId, [meter(1)], people);
    expect(result).toMatchObject({ target: meter(1), status: "failure" });
  });

  it("an export may have a status nobody knows", async () => {
    rewrite("status", "Queued");
    const made = await scene.platform.createExport({ taskId: stage() }, people);
    expect(made.status).toBe("Queued");
  });
});

describe("what is missing or of another type (F13)", () => {
  it.each([
    ["batchtask.task_id", 7, /batchtask\.task_id.*received number/],
    ["batchtask.task_progress.total", "3", /batchtask\.task_progress\.total.*received string/],
    ["batchtask.create_time", "soon", /batchtask\.create_time/],
    ["task_details.1.target", null, /task_details\[1\]\.target.*received null/],
    ["page.count", -1, /page\.count/],
    ["batchtask.document", { id: 2 ** 60 }, /batchtask\.document.*exact/],
  ])("%s as %j fails that page and names path and type", async (at, value, message) => {
    const taskId = stage();
    rewrite(at, value);
    const error = await scene.platform
      .showTask({ taskId, ...page }, people)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "upstream_contract" });
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toMatch(/soon|1152921504606846976/);
  });
});

it("an upload whose answer was lost may have happened, is sent once, and its name tells", async () => {
  scene.simulator.addFault({ kind: "lose-answer", times: 1 });
  expect(await failureOf((platform, options) => platform.uploadFile(workbook, options))).toMatchObject({
    code: "upstream_unavailable",
    sent: "maybe",
  });
  const uploads = scene.simulator.calls().filter(({ method }) => method === "POST");
  expect(uploads).toHaveLength(1);
  expect(await scene.platform.listFiles(people)).toMatchObject([{ name: workbook.name }]);
});
