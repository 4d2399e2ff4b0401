import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { floodPieces } from "./flood";

const MB = 1024 * 1024;

it.each([30, 1_000, MB, 3 * MB + 17])("is %d bytes of valid JSON, plain or zipped", (bytes) => {
  const plain = Buffer.concat([...floodPieces({ kind: "flood", bytes })]);
  expect(plain.length).toBe(bytes);
  expect(JSON.parse(plain.toString())).toHaveProperty("filler");
  const zipped = Buffer.concat([...floodPieces({ kind: "flood", bytes, gzip: true })]);
  expect(gunzipSync(zipped).equals(plain)).toBe(true);
});

it("takes a thousandth of its size on the line when it is zipped", () => {
  let length = 0;
  for (const piece of floodPieces({ kind: "flood", bytes: 200 * MB, gzip: true })) length += piece.length;
  expect(length).toBeLessThan(MB / 2);
});

it("is never in memory as a whole", () => {
  const pieces = floodPieces({ kind: "flood", bytes: 2 ** 40 });
  const taken = Array.from({ length: 5 }, () => pieces.next().value);
  expect(taken.map((piece) => piece?.length)).toEqual([11, MB, MB, MB, MB]);
  expect(taken[1]).toBe(taken[4]);
});
