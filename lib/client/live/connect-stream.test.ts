import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clearSessionEnd, sessionEnd } from "../session-end";
import { connectStream } from "./connect-stream";
import type { StreamEvent } from "./read-events";

const asked = vi.fn<(input: string, init: RequestInit) => Promise<Response>>();
let opened = 0;
let sounds = 0;
let events: StreamEvent[] = [];
const listener = {
  onOpen: () => {
    opened += 1;
  },
  onSound: () => {
    sounds += 1;
  },
  onEvent: (event: StreamEvent) => events.push(event),
};
const connect = (lastEventId: string | null = null) =>
  connectStream("/api/v1/x", lastEventId, new AbortController().signal, listener);
const stream = (...pieces: string[]) =>
  new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    }),
    { headers: { "content-type": "text/event-stream" } },
  );

beforeEach(() => {
  vi.stubGlobal("window", { location: { pathname: "/embed/c/plant/tasks" } });
  vi.stubGlobal("fetch", asked);
});
afterEach(() => {
  vi.unstubAllGlobals();
  asked.mockReset();
  clearSessionEnd();
  [opened, sounds, events] = [0, 0, []];
});

describe("connectStream", () => {
  it("hands on what comes until the end, and says where it goes on and that it is in a frame", async () => {
    asked.mockResolvedValue(stream(": hi\n\n", "id: 8\nevent: task\nda", "ta: 1\n\n"));
    expect(await connect("7")).toEqual({ kind: "lost" });
    expect([opened, sounds]).toEqual([1, 3]);
    expect(events).toEqual([{ id: "8", name: "task", data: "1" }]);
    const headers = new Headers(asked.mock.calls[0]?.[1].headers);
    expect(headers.get("last-event-id")).toBe("7");
    expect(headers.get("x-muster-context")).toBe("embed");
  });

  it("tells a refusal from a loss", async () => {
    asked.mockResolvedValueOnce(new Response("{}", { status: 429, headers: { "retry-after": "20" } }));
    expect(await connect()).toEqual({ kind: "refused", status: 429, retryAfterSeconds: 20 });
    asked.mockResolvedValueOnce(new Response("<html>"));
    expect(await connect(), "a proxy's page is no stream").toMatchObject({ kind: "refused", status: 200 });
    asked.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    expect(await connect()).toEqual({ kind: "lost" });
    expect(opened).toBe(0);
    expect(sessionEnd.read()).toBeNull();
  });

  it("tells the page that its session has ended", async () => {
    asked.mockResolvedValueOnce(new Response("{}", { status: 401 }));
    expect(await connect()).toMatchObject({ kind: "refused", status: 401 });
    expect(sessionEnd.read()).not.toBeNull();
  });
});
