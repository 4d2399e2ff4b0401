import { describe, expect, it, vi } from "vitest";
import { type EventSink, events, ok } from "./answers";
import { at, get, problemOf, readThing, setUp, watchThing } from "./testing/set-up-route";

const bytes = (text: string) => new TextEncoder().encode(text);

function open() {
  const writer = { drained: vi.fn(), closed: vi.fn() };
  const sinks: EventSink[] = [];
  const opened = events((sink) => {
    sinks.push(sink);
    return writer;
  });
  return { writer, opened, sinks };
}

async function ask(method = "GET") {
  const { writer, opened, sinks } = open();
  const { route } = setUp();
  const request = new Request(get().url, { method, headers: { cookie: "muster=x", "last-event-id": "41" } });
  const seen: (string | null)[] = [];
  const handler = route(watchThing, async ({ input }) => {
    seen.push(input.lastEventId);
    return opened;
  });
  const response = await handler(request, at("a"));
  return { response, writer, sinks, seen };
}

describe("an answer of events", () => {
  it("passes on what is written, uncompressed and unkept, to whoever says where they were", async () => {
    const { response, sinks, seen } = await ask();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    expect(seen).toEqual(["41"]);
    expect(sinks[0]?.write(bytes("event: a\n\n"))).toBe(true);
    sinks[0]?.end();
    expect(await response.text()).toBe("event: a\n\n");
  });

  it("says when the client does not keep up, and when it does again", async () => {
    const { response, writer, sinks } = await ask();
    writer.drained.mockClear();
    expect(sinks[0]?.write(new Uint8Array(20_000))).toBe(false);
    expect(writer.drained).not.toHaveBeenCalled();
    await response.body?.getReader().read();
    await vi.waitFor(() => expect(writer.drained).toHaveBeenCalled());
  });

  it("says once that it is over, whoever ended it, and takes no more", async () => {
    const left = await ask();
    await left.response.body?.cancel();
    left.sinks[0]?.end();
    const cut = await ask();
    cut.sinks[0]?.cut();
    await expect(cut.response.text()).rejects.toThrow();
    for (const { writer, sinks } of [left, cut]) {
      expect(writer.closed).toHaveBeenCalledTimes(1);
      expect(sinks[0]?.write(bytes("x"))).toBe(true);
    }
  });

  it("is not opened for HEAD, which nobody reads", async () => {
    const { response, sinks } = await ask("HEAD");
    expect(response.status).toBe(200);
    expect(sinks).toEqual([]);
  });

  it("is declared like any other", async () => {
    const { route } = setUp();
    const undeclared = route(readThing, async () => open().opened as never);
    expect(await problemOf(await undeclared(get(), at("a")))).toMatchObject({ code: "internal" });
    const instead = route(watchThing, async () => ok({}) as never);
    expect(await problemOf(await instead(get(), at("a")))).toMatchObject({ code: "internal" });
  });
});
