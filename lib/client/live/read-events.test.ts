import { describe, expect, it } from "vitest";
import { createEventReader, type StreamEvent } from "./read-events";

function readAll(pieces: readonly string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const feed = createEventReader((event) => events.push(event));
  for (const piece of pieces) feed(piece);
  return events;
}

const stream = `: hello\n\nid: 7\nevent: task\ndata: {"a":\ndata: 1}\n\nevent: snapshot\r\ndata:x\r\n\r\n`;
const expected = [
  { id: "7", name: "task", data: `{"a":\n1}` },
  { id: null, name: "snapshot", data: "x" },
];

describe("createEventReader", () => {
  it("reads names, ids and data of several lines, and leaves comments out", () => {
    expect(readAll([stream])).toEqual(expected);
  });

  it("does not mind where the pieces are cut", () => {
    expect(readAll([...stream])).toEqual(expected);
  });

  it("tells nothing of a message that was cut off", () => {
    expect(readAll(["event: task\ndata: {}\n"])).toEqual([]);
  });
});
