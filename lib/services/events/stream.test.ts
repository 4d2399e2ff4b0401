import { expect, it, vi } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { encodeEvent, manyTasks, reset } from "./encode-event";
import { openStream } from "./stream";
import type { Topic } from "./watching";

function open() {
  const sink = { write: vi.fn((_bytes: Uint8Array) => true), end: vi.fn(), cut: vi.fn() };
  const watcher = { topic: {} as Topic, caller: {} as Caller, beholders: "", lastEventId: null };
  const stream = openStream(watcher, sink, () => 5);
  return { sink, stream, written: () => sink.write.mock.calls.map(([bytes]) => bytes) };
}

const tasks = () => encodeEvent("tasks", { items: [] }, { id: 1 });
const operation = (n: number) => ({ key: `operation ${n}`, bytes: new Uint8Array([n]) });

function stall({ sink, stream }: ReturnType<typeof open>): void {
  sink.write.mockReturnValueOnce(false);
  stream.send(operation(0));
  sink.write.mockClear();
}

it("holds the latest of each thing for a slow client, in the order in which they were told", () => {
  const slow = open();
  stall(slow);
  expect(slow.stream.stuckSince()).toBe(5);
  const [first, last] = [operation(2), { ...operation(1), bytes: new Uint8Array([9]) }];
  for (const message of [operation(1), first, last]) slow.stream.send(message);
  slow.stream.beat();
  expect(slow.written()).toEqual([]);
  slow.stream.drained();
  expect(slow.written()).toEqual([first.bytes, last.bytes]);
  expect(slow.stream.stuckSince()).toBeNull();
});

it("tells of tasks that moved twice meanwhile that there were many", () => {
  const slow = open();
  stall(slow);
  slow.stream.send(tasks());
  slow.stream.send(tasks());
  slow.stream.drained();
  expect(slow.written()).toEqual([manyTasks.bytes]);
});

it("tells to read everything anew when too much waits", () => {
  const slow = open();
  stall(slow);
  for (let n = 0; n < 80; n += 1) slow.stream.send(operation(n));
  slow.stream.drained();
  expect(slow.written()).toEqual([reset.bytes]);
});

it("stops in the middle when the client is behind again", () => {
  const slow = open();
  stall(slow);
  slow.stream.send(operation(1));
  slow.stream.send(operation(2));
  slow.sink.write.mockReturnValueOnce(false);
  slow.stream.drained();
  expect(slow.written()).toEqual([operation(1).bytes]);
  slow.stream.drained();
  expect(slow.written()).toEqual([operation(1).bytes, operation(2).bytes]);
});

it("ends once, at once when the client is behind, and says nothing after", () => {
  const [quick, slow] = [open(), open()];
  stall(slow);
  for (const { stream } of [quick, slow]) {
    stream.end();
    stream.end();
    stream.send(operation(1));
    stream.beat();
  }
  expect(
    [quick.sink.end, quick.sink.cut, slow.sink.end, slow.sink.cut].map((f) => f.mock.calls.length),
  ).toEqual([1, 0, 0, 1]);
  expect([...quick.written(), ...slow.written()]).toEqual([]);
});
