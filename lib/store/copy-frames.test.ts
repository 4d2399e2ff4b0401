import { expect, it } from "vitest";
import { CopyFrames } from "./copy-frames";

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeUInt32BE(Buffer.byteLength(body) + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}

const rows = ["a\n", "", "设备 离线\n", "x".repeat(70_000), "b\n"];
const copied = [
  ...[message("H", "\0\0\0"), message("S", "TimeZone\0UTC\0")],
  ...rows.flatMap((row, index) =>
    index === 2 ? [message("N", "note"), message("d", row)] : [message("d", row)],
  ),
];
const end = Buffer.concat([message("c", ""), message("C", "COPY 5\0"), message("Z", "T")]);

it.each([1, 2, 3, 7, 4_096, 1_000_000])("gives whole rows, whatever is cut every %i bytes", (size) => {
  const given: Buffer[] = [];
  const frames = new CopyFrames((piece) => given.push(Buffer.from(piece)));
  const all = Buffer.concat([...copied, end]);
  let rest: Buffer | null = null;
  let at = 0;
  for (; at < all.length && rest === null; at += size) rest = frames.take(all.subarray(at, at + size));
  expect(Buffer.concat(given).toString()).toBe(rows.join(""));
  for (const piece of given) expect(piece.toString()).not.toContain("\ufffd");
  expect(Buffer.concat([rest ?? Buffer.alloc(0), all.subarray(at)]).equals(end)).toBe(true);
});

it("gives back an error as it came", () => {
  const error = Buffer.concat([message("E", "SERROR\0\0"), message("Z", "E")]);
  const frames = new CopyFrames(() => undefined);
  expect(frames.take(Buffer.concat([message("d", "a"), error]))?.equals(error)).toBe(true);
});
