import { describe, expect, it, vi } from "vitest";
import { ok } from "./answers";
import { at, problemOf, sendThing, setUp } from "./testing/set-up-route";

const url = "http://localhost/api/v1/connections/a/things";
const signedIn = { cookie: "muster=x", "sec-fetch-site": "same-origin" };
const content = (size: number) => Uint8Array.from({ length: size }, (_, index) => index % 251);

function form(...parts: [name: string, value: Blob | string, fileName?: string][]): FormData {
  const made = new FormData();
  for (const [name, value, fileName] of parts) {
    if (typeof value === "string") made.append(name, value);
    else made.append(name, value, fileName);
  }
  return made;
}

/** What a browser sends, byte for byte, so that a test can spoil it. */
async function encode(body: FormData): Promise<{ type: string; bytes: Buffer<ArrayBuffer> }> {
  const encoded = new Response(body);
  const bytes = Buffer.from(await encoded.arrayBuffer());
  return { type: encoded.headers.get("content-type") ?? "", bytes };
}

async function send(body: BodyInit, headers: Record<string, string> = {}) {
  const { route } = setUp();
  const seen = vi.fn(async (_: { input: { file: { name: string; content: Uint8Array } } }) =>
    ok({ name: "x" }),
  );
  const request = new Request(url, { method: "PUT", body, headers: { ...signedIn, ...headers } });
  const response = await route(sendThing, seen)(request, at("a"));
  return { response, seen, file: seen.mock.calls[0]?.[0].input.file };
}

describe("an upload", () => {
  it.each([0, 1, 1_000])("hands %i bytes over as they are", async (size) => {
    const { response, file } = await send(form(["file", new Blob([content(size)]), "Lot 水表.xlsx"]));
    expect(response.status).toBe(200);
    expect(file?.name).toBe("Lot 水表.xlsx");
    expect(file && Buffer.from(file.content)).toEqual(Buffer.from(content(size)));
  });

  it.each([
    ["a byte too many", 1_001],
    ["far too many", 100_000],
  ])("of %s is refused with the limit", async (_name, size) => {
    const { response, seen } = await send(form(["file", new Blob([content(size)]), "a.xlsx"]));
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 413, code: "invalid_input" });
    expect(problem.detail).toContain("1000 bytes");
    expect(seen).not.toHaveBeenCalled();
  });

  it("is refused by its announced length before a byte is read, and counted all the same", async () => {
    const { type, bytes } = await encode(form(["file", new Blob([content(10)]), "a.xlsx"]));
    const lying = await send(bytes, { "content-type": type, "content-length": "5000000" });
    expect(lying.response.status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 4_096;
        controller.enqueue(new Uint8Array(4_096));
      },
    });
    const { route } = setUp();
    const request = new Request(url, {
      ...{ method: "PUT", body: endless, duplex: "half" },
      headers: { ...signedIn, "content-type": type, "content-length": "100" },
    } as RequestInit);
    expect((await route(sendThing, async () => ok({ name: "x" }))(request, at("a"))).status).toBe(413);
    expect(sent).toBeLessThan(100_000);
  });

  it("that is cut anywhere is refused, never taken for a shorter file (F55)", async () => {
    const { type, bytes } = await encode(form(["file", new Blob([content(300)]), "a.xlsx"]));
    const ends = bytes.toString("latin1").trimEnd().length;
    for (const length of [0, 1, 20, 60, 200, bytes.length - 80, ends - 2, ends - 1]) {
      const { response, seen } = await send(bytes.subarray(0, length), { "content-type": type });
      const problem = await problemOf(response);
      expect([length, problem.status, problem.detail]).toEqual([
        length,
        400,
        "The body ended before it was complete.",
      ]);
      expect(seen).not.toHaveBeenCalled();
    }
  });

  it("that breaks off, or is shorter than it said, is refused", async () => {
    const { type, bytes } = await encode(form(["file", new Blob([content(10)]), "a.xlsx"]));
    const short = await send(bytes, { "content-type": type, "content-length": String(bytes.length + 1) });
    expect((await problemOf(short.response)).detail).toContain("ended before");
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes),
      pull: (controller) => controller.error(new Error("aborted")),
    });
    const { route } = setUp();
    const seen = vi.fn(async () => ok({ name: "x" }));
    const request = new Request(url, {
      ...{ method: "PUT", body: broken, duplex: "half" },
      headers: { ...signedIn, "content-type": type },
    } as RequestInit);
    const problem = await problemOf(await route(sendThing, seen)(request, at("a")));
    expect(problem).toMatchObject({ status: 400, detail: expect.stringContaining("ended before") });
    expect(seen).not.toHaveBeenCalled();
  });

  it.each<[string, FormData]>([
    ["two files", form(["file", new Blob(["a"]), "a.xlsx"], ["file", new Blob(["b"]), "b.xlsx"])],
    ["a field beside it", form(["file", new Blob(["a"]), "a.xlsx"], ["other", "1"])],
    ["another name", form(["workbook", new Blob(["a"]), "a.xlsx"])],
    ["a text", form(["file", "just text"])],
    ["no name", form(["file", new Blob(["a"]), "..\u0000/"])],
  ])("with %s is not the form", async (_name, body) => {
    const { response, seen } = await send(body);
    expect(await problemOf(response)).toMatchObject({ status: 400, invalidParams: [{ path: "file" }] });
    expect(seen).not.toHaveBeenCalled();
  });

  it.each([
    "application/json",
    "multipart/form-data",
    "multipart/mixed; boundary=x",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "",
  ])("of type %j answers 415", async (type) => {
    expect((await send(Buffer.from("x"), { "content-type": type })).response.status).toBe(415);
  });

  it("that is compressed answers 415, and one of a foreign page 403 (S2.2)", async () => {
    const { type, bytes } = await encode(form(["file", new Blob(["a"]), "a.xlsx"]));
    const given = { "content-type": type };
    expect((await send(bytes, { ...given, "content-encoding": "gzip" })).response.status).toBe(415);
    for (const site of ["cross-site", "same-site", "none"]) {
      const { response, seen } = await send(bytes, { ...given, "sec-fetch-site": site });
      expect(response.status).toBe(403);
      expect(seen).not.toHaveBeenCalled();
    }
  });
});
