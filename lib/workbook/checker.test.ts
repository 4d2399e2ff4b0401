import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "@/lib/errors";
import { createWorkbookChecker, type WorkbookCheckerOptions, type WorkbookRequest } from "./checker";
import { buildSheet, buildWorkbook } from "./testing/build-workbook";
import { bundleThread } from "./testing/bundle-thread";
import { workbookWords } from "./workbook-words";

const request: WorkbookRequest = { fileName: "a.xlsx", type: "deleteDevices", maxRows: 100_000 };
const small = buildWorkbook([["device_id"], ["a"], ["!"]]);

let folder = "";
let bundled: Awaited<ReturnType<typeof bundleThread>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "checker-"));
  bundled = await bundleThread();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  bundled.remove();
});

/** A checker whose threads run this code instead of ours. */
function checkerOf(code: string, options: Partial<WorkbookCheckerOptions> = {}) {
  const threadFile = join(folder, `${crypto.randomUUID()}.mjs`);
  writeFileSync(threadFile, `import { parentPort, workerData } from "node:worker_threads";\n${code}`);
  return createWorkbookChecker({ threadFile, ...options });
}

function errorOf(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => {
      throw new Error("nothing was refused");
    },
    (error) => error,
  );
}

describe("the checker, with the thread as it is built", () => {
  const checker = () => createWorkbookChecker({ threadFile: bundled.file });

  it("reports what is in a workbook, and leaves the caller's bytes alone", async () => {
    const before = small.slice();
    const report = await checker().check(small, request);
    expect(report).toMatchObject({
      checked: true,
      rows: 2,
      problemCount: 1,
      first: ["a"],
      targets: { count: 1 },
    });
    expect(small).toEqual(before);
  });

  it("takes bytes that are part of a larger buffer", async () => {
    const larger = Buffer.concat([Buffer.from("before"), small, Buffer.from("after")]);
    expect(await checker().check(larger.subarray(6, 6 + small.length), request)).toMatchObject({ rows: 2 });
  });

  it("marks a workbook", async () => {
    const marked = await checker().mark(small, request, workbookWords("en"));
    expect(await checker().check(marked, request)).toMatchObject({ rows: 2, ignoredHeadings: ["Problems"] });
  });

  it("refuses with the rule, the status and the headings at fault", async () => {
    expect(await errorOf(checker().check(buildWorkbook([["id"]]), request))).toMatchObject({
      ...{ code: "invalid_input", hint: "workbook_heading_missing", status: undefined },
      invalidParams: [{ path: "workbook.device_id", message: "is needed as a heading in row 1" }],
    });
    const named = { ...request, fileName: "a.pdf" };
    expect(await errorOf(checker().check(small, named))).toMatchObject({
      hint: "workbook_kind",
      status: 415,
    });
    const large = new Uint8Array(2 * 1024 * 1024 + 1);
    expect(await errorOf(checker().check(large, request))).toMatchObject({
      hint: "workbook_size",
      status: 413,
    });
  });

  it("passes on a workbook of the old format unread, and marks none", async () => {
    const bytes = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    const old = { ...request, fileName: "a.XLS" };
    expect(await checker().check(bytes, old)).toEqual({
      ...{ format: "xls", checked: false, rows: null, problems: [], problemCount: 0, ignoredHeadings: [] },
      ...{ first: [], last: [], targets: null },
    });
    const marking = checker().mark(bytes, old, workbookWords("en"));
    expect(await errorOf(marking)).toMatchObject({ hint: "workbook_unchecked" });
  });

  it("ends a thread that needs too much memory, and nobody else notices (F55)", async () => {
    const texts = "<si><t>a text of some length</t></si>".repeat(2_000_000);
    const bytes = buildSheet("", {
      "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="/sharedStrings" Target="s.xml"/></Relationships>`,
      "xl/s.xml": `<sst>${texts}</sst>`,
    });
    // Less than the texts need, and enough for any ordinary workbook.
    const tight = createWorkbookChecker({ threadFile: bundled.file, heapMb: 90 });
    const large = tight.check(bytes, request);
    const other = tight.check(small, request);
    expect(await errorOf(large)).toMatchObject({ code: "invalid_input", hint: "workbook_memory" });
    expect(await other).toMatchObject({ rows: 2 });
  });
});

describe("the checker and its threads", () => {
  it("ends one that takes too long (F55)", async () => {
    const checker = checkerOf("for (;;) {}", { deadlineMs: 50 });
    expect(await errorOf(checker.check(small, request))).toMatchObject({ hint: "workbook_slow" });
  });

  it.each([
    ["ends without an answer", "process.exit(1);", "unavailable"],
    ["ends well without an answer", "", "unavailable"],
  ])("does not wait for one that %s", async (_, code, expected) => {
    expect(await errorOf(checkerOf(code).check(small, request))).toMatchObject({ code: expected });
  });

  it("passes on what one throws that is a mistake of ours", async () => {
    const error = await errorOf(checkerOf(`throw new TypeError("ours");`).check(small, request));
    expect([error.name, error.message]).toEqual(["TypeError", "ours"]);
  });

  it("does not give it the secrets of the process", async () => {
    process.env.WORKBOOK_TEST_SECRET = "s";
    const code = `parentPort.postMessage({ kind: "report", report: Object.keys(process.env) });`;
    const seen = (await checkerOf(code).check(small, request)) as unknown as string[];
    delete process.env.WORKBOOK_TEST_SECRET;
    expect(seen).toEqual([]);
  });

  it("runs two at once, keeps some waiting and turns the rest away", async () => {
    const flags = new Int32Array(new SharedArrayBuffer(8));
    // Counts itself in, waits to be let go, and says how many there were with it.
    const code = `
      const flags = workerData.options.maxRows;
      const running = Atomics.add(flags, 0, 1) + 1;
      Atomics.wait(flags, 1, 0);
      Atomics.sub(flags, 0, 1);
      parentPort.postMessage({ kind: "report", report: running });`;
    const checker = checkerOf(code, { waiting: 1 });
    const check = () => checker.check(small, { ...request, maxRows: flags as unknown as number });
    const running = [check(), check(), check()];
    expect(await errorOf(check())).toMatchObject({
      ...{ code: "too_many_requests", hint: "workbook_busy", retryAfterSeconds: 5 },
    });
    while (Atomics.load(flags, 0) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    Atomics.store(flags, 1, 1);
    Atomics.notify(flags, 1);
    const [first, second, third] = (await Promise.all(running)) as unknown as number[];
    expect([first, second].sort()).toEqual([1, 2]);
    expect(third).toBeLessThanOrEqual(2);
    expect(await check()).toBe(1);
  });

  it("gives the place of one that failed to the next", async () => {
    const checker = checkerOf("process.exit(1);", { atOnce: 1 });
    const works = [1, 2, 3].map(() => errorOf(checker.check(small, request)));
    expect((await Promise.all(works)).map(({ code }) => code)).toEqual(Array(3).fill("unavailable"));
  });

  it("lets nobody wait when it closes, and starts nothing after", async () => {
    const checker = checkerOf("setInterval(() => {}, 1_000);", { atOnce: 1 });
    const works = [checker.check(small, request), checker.check(small, request)].map(errorOf);
    checker.close();
    works.push(errorOf(checker.check(small, request)));
    expect((await Promise.all(works)).map(({ code }) => code)).toEqual(Array(3).fill("unavailable"));
  });
});
