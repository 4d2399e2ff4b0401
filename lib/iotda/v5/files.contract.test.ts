import { unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isMissing } from "../errors";
import { oldWorkbook, people } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";

/* Files and exports from upload and order to their end, against the simulator (sheet §7, §8). */

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const task = (name = "t") =>
  scene.simulator.stageTask({
    name,
    count: 3,
    type: "createCommands",
    still: true,
    statuses: { Success: 2 },
  });
const later = (milliseconds: number) => scene.simulator.advanceClock(milliseconds);

describe.each([
  ["standard", "SDK-HMAC-SHA256"],
  ["derived", "V11-HMAC-SHA256"],
] as const)("files, with a %s signature", (signature, algorithm) => {
  it("are uploaded, listed and deleted", async () => {
    const platform = scene.connect({ signature });
    const name = "Lot (1) Zähler 水表.xls";
    const file = await platform.uploadFile({ name, content: oldWorkbook(70_000) }, people);
    expect(file).toEqual({
      fileId: expect.stringMatching(/^[\w-]{36}$/),
      name,
      uploadedAt: scene.now().toISOString(),
    });
    expect(scene.simulator.calls().at(-1)).toMatchObject({
      method: "POST",
      status: 201,
      signature: algorithm,
    });
    expect(await platform.listFiles(people)).toEqual([file]);
    await platform.deleteFile(file.fileId, people);
    expect(await platform.listFiles(people)).toEqual([]);
    const again = await platform.deleteFile(file.fileId, people).catch((error: unknown) => error);
    expect(isMissing(again)).toBe(true);
  });
});

describe("exports", () => {
  it("are made, end in time, and come as the zip they are", async () => {
    const { platform } = scene;
    const taskId = task();
    const made = await platform.createExport({ taskId }, people);
    expect(made).toMatchObject({ taskId, status: "Processing", format: "xls", appId: null, endedAt: null });
    later(60_000);
    const { rows } = await platform.listExports({ taskId, limit: 10 }, people);
    expect(rows).toMatchObject([
      { exportId: made.exportId, status: "Success", count: 3, progress: 100, endedAt: expect.any(String) },
    ]);
    const zip = await platform.downloadExport(made.exportId, people);
    expect(Object.keys(unzipSync(zip))).toEqual([expect.stringMatching(/\.xlsx?$/)]);
    await platform.deleteExport(made.exportId, people);
    expect((await platform.listExports({ taskId, limit: 10 }, people)).total).toBe(0);
  });

  it("are found by task and by space", async () => {
    const { platform } = scene;
    const [one, two] = [task("one"), task("two")];
    const [space] = await platform.listApps(people, { isDefault: true });
    const [appId = ""] = [space?.appId];
    await platform.createExport({ taskId: one }, people);
    await platform.createExport({ taskId: two, appId }, people);
    const taskIds = async (query: object) =>
      (await platform.listExports({ limit: 50, ...query }, people)).rows.map(({ taskId }) => taskId).sort();
    expect(await taskIds({})).toEqual([one, two].sort());
    expect(await taskIds({ taskId: one })).toEqual([one]);
    expect(await taskIds({ appId })).toEqual([two]);
  });

  it("of one task replace each other, and only the newest 50 stay", async () => {
    const { platform } = scene;
    const ids = new Set<string>();
    for (let k = 0; k < 51; k++) {
      ids.add((await platform.createExport({ taskId: task(`t${k}`) }, people)).exportId);
      later(60_000);
    }
    expect(ids.size).toBe(51);
    expect((await platform.listExports({ limit: 50 }, people)).total).toBe(50);
    const taskId = task("again");
    await platform.createExport({ taskId }, people);
    later(60_000);
    await platform.createExport({ taskId }, people);
    expect((await platform.listExports({ taskId, limit: 50 }, people)).total).toBe(1);
  });

  it("come once in 30 seconds: a second download waits its turn", async () => {
    const { platform } = scene;
    const { exportId } = await platform.createExport({ taskId: task() }, people);
    later(60_000);
    await platform.downloadExport(exportId, people);
    const before = scene.now().getTime();
    expect((await platform.downloadExport(exportId, people)).length).toBeGreaterThan(0);
    expect(scene.now().getTime() - before).toBeGreaterThanOrEqual(30_000);
  });
});
