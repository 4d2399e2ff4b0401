import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it, onTestFinished } from "vitest";
import { SANDBOX } from "../../sandbox-defaults";
import { type Running, startSimulator } from "../../testing/start-simulator";
import { type FileJson, upload, uploadRows } from "../../testing/upload";
import { writeWorkbook } from "../../workbook/write-workbook";

const ROWS = [["device_id"], ["a"], ["b"]];
const XLS = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
const LIMIT = 2 * 1024 * 1024;

/** A readable workbook of exactly so many bytes: a part of noise fills it up. */
async function sized(size: number): Promise<Uint8Array> {
  const parts = unzipSync(await writeWorkbook(ROWS));
  const noise = (length: number) =>
    zipSync({ ...parts, "noise.bin": new Uint8Array(randomBytes(length)) }, { level: 0 });
  return noise(size - noise(0).length);
}

async function list({ client }: Running): Promise<FileJson[]> {
  return (await client.get<{ files: FileJson[] }>("/batchtask-files")).body.files;
}

function lines(count: number): Iterable<string[]> {
  const all = [["device_id"]];
  for (let k = 0; k < count; k++) all.push([`d${k}`]);
  return all;
}

describe("uploading", () => {
  it.each([
    ["SDK-HMAC-SHA256", SANDBOX],
    ["V11-HMAC-SHA256", { ...SANDBOX, region: "cn-north-4" }],
  ])("stores a workbook signed with %s without its payload", async (_, signer) => {
    const running = await startSimulator({ fleet: "empty" });
    const reply = await upload(running, "lot.xlsx", await writeWorkbook(ROWS), { signer });
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      file_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      file_name: "lot.xlsx",
      upload_time: "20261121T101500Z",
    });
    expect(await list(running)).toEqual([reply.body]);
  });

  it("leaves the print of its bytes in the log, and nothing of what they say", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const workbook = await writeWorkbook(ROWS);
    const { body } = await upload(running, "lot.xlsx", workbook);
    const [logged] = running.simulator.calls();
    const sha256 = createHash("sha256").update(workbook).digest("hex");
    expect(logged?.file).toEqual({ id: body.file_id, name: "lot.xlsx", bytes: workbook.length, sha256 });
    expect(logged?.body).toBeUndefined();
  });

  it("takes 2 MB and not a byte more", async () => {
    const running = await startSimulator({ fleet: "empty" });
    expect((await upload(running, "full.xlsx", await sized(LIMIT))).status).toBe(201);
    const over = await upload(running, "over.xlsx", await sized(LIMIT + 1));
    expect([over.status, over.body.error_code]).toEqual([400, "IOTDA.014603"]);
  });

  it("takes ten files and refuses the eleventh until one is gone", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const ids = [];
    for (let k = 0; k < 10; k++) ids.push(await uploadRows(running, `lot${k}.xlsx`, ROWS));
    const eleventh = await upload(running, "lot10.xlsx", await writeWorkbook(ROWS));
    expect([eleventh.status, eleventh.body.error_code]).toEqual([403, "IOTDA.014601"]);
    expect((await running.client.delete(`/batchtask-files/${ids[3]}`)).status).toBe(204);
    await uploadRows(running, "lot10.xlsx", ROWS);
  });

  it("wants a name nobody else's file has", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const fileId = await uploadRows(running, "lot.xlsx", ROWS);
    const again = await upload(running, "lot.xlsx", await writeWorkbook(ROWS));
    expect([again.status, again.body.error_code]).toEqual([400, "IOTDA.014602"]);
    await running.client.delete(`/batchtask-files/${fileId}`);
    await uploadRows(running, "lot.xlsx", ROWS);
  });

  it("takes 100,000 rows, 30,000 where the server is strict", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const most = await writeWorkbook(lines(100_000));
    expect((await upload(running, "most.xlsx", most)).status).toBe(201);
    const over = await upload(running, "over.xlsx", await writeWorkbook(lines(100_001)));
    expect([over.status, over.body.error_code]).toEqual([400, "IOTDA.014604"]);
    running.simulator.setMode(["fileRows"]);
    expect((await upload(running, "inside.xlsx", await writeWorkbook(lines(30_000)))).status).toBe(201);
    const outside = await upload(running, "outside.xlsx", await writeWorkbook(lines(30_001)));
    expect(outside.body.error_code).toBe("IOTDA.014604");
  });

  it("takes an old workbook by its first bytes", async () => {
    const running = await startSimulator({ fleet: "empty" });
    expect((await upload(running, "old.xls", XLS)).status).toBe(201);
  });

  it.each([
    ["another kind of file", "lot.csv", strToU8("device_id\na\n")],
    ["text under a workbook's name", "lot.xlsx", strToU8("device_id\na\n")],
    ["an old workbook under a new one's name", "lot.xlsx", XLS],
    ["a zip that is no workbook", "lot.xlsx", zipSync({ "a.txt": strToU8("a") })],
    ["half a workbook", "lot.xlsx", zipSync({ "a.txt": strToU8("a".repeat(500)) }).subarray(0, 40)],
  ])("refuses %s", async (_, name, bytes) => {
    const running = await startSimulator({ fleet: "empty" });
    const reply = await upload(running, name, bytes);
    expect([reply.status, reply.body.error_code]).toEqual([400, "IOTDA.014604"]);
    expect(await list(running)).toEqual([]);
  });

  it("refuses a form without the part, and what is no form", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const other = await upload(running, "lot.xlsx", await writeWorkbook(ROWS), { part: "document" });
    expect([other.status, other.body.error_code]).toEqual([400, "IOTDA.000006"]);
    const json = await running.client.post("/batchtask-files", {});
    expect([json.status, json.body.error_code]).toEqual([400, "IOTDA.000008"]);
  });
});

describe("a stored file", () => {
  it("is gone after an hour of the platform's time", async () => {
    const running = await startSimulator({ fleet: "empty" });
    await uploadRows(running, "lot.xlsx", ROWS);
    running.simulator.advanceClock(3_599_000);
    expect(await list(running)).toHaveLength(1);
    running.simulator.advanceClock(1_000);
    expect(await list(running)).toEqual([]);
  });

  it.each([
    ["0d6b2c6e-19a4-4f0d-8f4b-0f5a8d5c7e91", 404, "IOTDA.014600"],
    ["x".repeat(128), 404, "IOTDA.014600"],
    ["x".repeat(129), 400, "IOTDA.000006"],
  ])("cannot be deleted as %s", async (fileId, status, code) => {
    const { client } = await startSimulator({ fleet: "empty" });
    const reply = await client.delete(`/batchtask-files/${fileId}`);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
  });

  it("survives a restart, and its hour goes on", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "simulator-files-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const before = await startSimulator({ fleet: "empty", dataDir });
    await uploadRows(before, "lot.xlsx", ROWS);
    const kept = await list(before);
    await before.simulator.close();
    const after = await startSimulator({ fleet: "empty", dataDir, wallTime: before.now() + 1_800_000 });
    expect(await list(after)).toEqual(kept);
    after.pass(1_800_000);
    expect(await list(after)).toEqual([]);
  });
});
