import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { putDraftFile } from "@/lib/contracts/drafts";
import { StoredFile, uploadFile } from "@/lib/contracts/files";
import { ApiError } from "./api-error";
import { sendFile } from "./send-file";
import { clearSessionEnd, sessionEnd } from "./session-end";

class FakeRequest {
  static last: FakeRequest;
  method = "";
  address = "";
  headers = new Map<string, string>();
  sent: FormData | null = null;
  status = 0;
  responseText = "";
  answerHeaders: Record<string, string> = {};
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  constructor() {
    FakeRequest.last = this;
  }
  open(method: string, address: string) {
    Object.assign(this, { method, address });
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  getResponseHeader(name: string) {
    return this.answerHeaders[name] ?? null;
  }
  send(body: FormData) {
    this.sent = body;
  }
  abort() {
    this.onabort();
  }
  answer(status: number, body: unknown, headers: Record<string, string> = {}) {
    Object.assign(this, { status, responseText: JSON.stringify(body), answerHeaders: headers });
    this.onload();
  }
}

const stored = {
  ...{ fileId: "f1", fileName: "lot_1.xlsx", originalName: "lot.xlsx", uploadedAt: null, expiresAt: null },
  ...{ uploadedBy: null, usedBy: [] },
};
const file = new File(["PK"], "水表.xlsx");
const send = (more: { onProgress?: (sent: number, total: number) => void; signal?: AbortSignal } = {}) =>
  sendFile(uploadFile, StoredFile, { params: { connection: "a" }, query: {}, file, ...more });
const failure = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error("expected an ApiError");
  return error;
};

beforeEach(() => {
  vi.stubGlobal("window", { location: { pathname: "/c/a/files" } });
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
});
afterEach(() => {
  clearSessionEnd();
  vi.unstubAllGlobals();
});

it("sends the one part the server takes, and tells how far it has come", async () => {
  const progress: [number, number][] = [];
  const sending = send({ onProgress: (loaded, total) => progress.push([loaded, total]) });
  const { last } = FakeRequest;
  expect([last.method, last.address]).toEqual(["POST", "/api/v1/connections/a/files"]);
  expect([...(last.sent ?? [])].map(([name, part]) => [name, part instanceof File && part.name])).toEqual([
    ["file", "水表.xlsx"],
  ]);
  expect(last.headers.has("content-type")).toBe(false);
  last.upload.onprogress?.({ loaded: 1, total: 2 });
  last.answer(201, stored);
  expect(await sending).toEqual(stored);
  expect(progress).toEqual([[1, 2]]);
});

it("puts the query into the address and says when it speaks from a frame", async () => {
  vi.stubGlobal("window", { location: { pathname: "/embed/c/a/tasks" } });
  const place = { params: { connection: "a", draftId: "d" }, query: { type: "freezeDevices" } };
  void sendFile(putDraftFile, StoredFile, { ...place, file });
  const { last } = FakeRequest;
  expect([last.method, last.address]).toEqual([
    "PUT",
    "/api/v1/connections/a/drafts/d/file?type=freezeDevices",
  ]);
  expect(last.headers.get("x-muster-context")).toBe("embed");
});

it("throws what the server says, and what cannot be read", async () => {
  const problem = {
    type: "t",
    title: "t",
    status: 413,
    detail: "too large",
    code: "invalid_input",
    requestId: "r",
  };
  const refused = send();
  FakeRequest.last.answer(413, problem);
  expect(await failure(refused)).toMatchObject({ code: "invalid_input", status: 413, message: "too large" });

  const busy = send();
  const told = { ...problem, status: 429, code: "too_many_requests" };
  FakeRequest.last.answer(429, told, { "retry-after": "5" });
  expect(await failure(busy)).toMatchObject({ code: "too_many_requests", retryAfterSeconds: 5 });

  const odd = send();
  FakeRequest.last.answer(201, { fileId: 7 });
  expect(await failure(odd)).toMatchObject({ code: "bad_answer" });

  const signedOut = send();
  FakeRequest.last.answer(401, { ...problem, status: 401, code: "unauthenticated" });
  expect(await failure(signedOut)).toMatchObject({ code: "unauthenticated" });
  expect(sessionEnd.read()).not.toBeNull();
});

it("ends when it is told to, also before it began, and says when nothing came back", async () => {
  const stop = new AbortController();
  const sending = send({ signal: stop.signal });
  stop.abort();
  await expect(sending).rejects.toMatchObject({ name: "AbortError" });
  const late = send({ signal: stop.signal });
  await expect(late).rejects.toMatchObject({ name: "AbortError" });
  expect(FakeRequest.last.sent).toBeNull();
  const lost = send();
  FakeRequest.last.onerror();
  expect(await failure(lost)).toMatchObject({ code: "network" });
});
