import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { exportSubtasks } from "@/lib/contracts/exports";
import { fetchDownload } from "./fetch-download";

const request = {
  params: { connection: "c", taskId: "t" },
  query: { format: "csv", status: ["Fail", "Timeout"] },
};
const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("window", { location: { pathname: "/embed/c/c/tasks/t" } });
});
afterEach(() => vi.unstubAllGlobals());

function answer(pieces: string[], broken = false): Response {
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
      else if (broken) controller.error(new TypeError("cut"));
      else controller.close();
    },
  });
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": "attachment; filename=\"_.csv\"; filename*=UTF-8''%E6%B0%B4.csv",
    "x-total-rows": "2",
  };
  return new Response(stream, { headers });
}

it("fetches a file in a frame's own name, and tells its rows as they come", async () => {
  fetched.mockResolvedValue(answer(['"target","output"\n"a","one\nli', 'ne ""two"""\n', '"b",\n']));
  const told: unknown[] = [];
  const { name, content } = await fetchDownload(exportSubtasks, {
    ...request,
    onProgress: ({ rows, total }) => told.push([rows, total]),
  });
  expect(name).toBe("水.csv");
  expect(await content.text()).toBe('"target","output"\n"a","one\nline ""two"""\n"b",\n');
  expect(told).toEqual([
    [0, 2],
    [1, 2],
    [2, 2],
  ]);
  const [address, { headers } = {}] = fetched.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/connections/c/tasks/t/subtasks/export?format=csv&status=Fail&status=Timeout");
  expect(new Headers(headers).get("x-muster-context")).toBe("embed");
});

it("takes half a file for none", async () => {
  fetched.mockResolvedValue(answer(["a\n"], true));
  await expect(fetchDownload(exportSubtasks, request)).rejects.toMatchObject({ code: "network" });
});

it("passes on why there is no file", async () => {
  const problem = {
    type: "about:blank",
    title: "Busy",
    status: 429,
    detail: "Wait.",
    code: "too_many_requests",
  };
  fetched.mockResolvedValue(
    Response.json(
      { ...problem, requestId: "r1", hint: "exports_busy" },
      { status: 429, headers: { "retry-after": "5" } },
    ),
  );
  await expect(fetchDownload(exportSubtasks, request)).rejects.toMatchObject({
    code: "too_many_requests",
    retryAfterSeconds: 5,
  });
});

it("is silent about one that was given up", async () => {
  const controller = new AbortController();
  fetched.mockImplementation(async () => {
    controller.abort();
    throw new DOMException("given up", "AbortError");
  });
  await expect(
    fetchDownload(exportSubtasks, { ...request, signal: controller.signal }),
  ).rejects.toMatchObject({ name: "AbortError" });
});
