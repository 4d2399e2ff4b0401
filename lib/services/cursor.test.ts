import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { bindCursor } from "./cursor";
import { describePage, readPaging } from "./paging";

const position = z.strictObject({ id: z.int() });
const codec = bindCursor({ list: "tasks", connection: "a", status: ["Fail"] }, position);

describe("cursors", () => {
  it("come back as they went out, whatever the order of the filters", () => {
    const place = { position: { id: 7 }, page: 3, limit: 50 };
    const twin = bindCursor({ status: ["Fail"], connection: "a", list: "tasks" }, position);
    expect(twin.decode(codec.encode(place))).toEqual(place);
  });

  const own = codec.encode({ position: { id: 7 }, page: null, limit: 50 });
  const forged = (value: unknown) => `v1.${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
  it.each([
    [
      "of other filters",
      bindCursor({ list: "tasks", connection: "a" }, position).encode({
        position: { id: 7 },
        page: 1,
        limit: 50,
      }),
    ],
    [
      "of another list",
      bindCursor({ list: "subtasks", connection: "a", status: ["Fail"] }, position).encode({
        position: { id: 7 },
        page: 1,
        limit: 50,
      }),
    ],
    ["of another version", own.replace("v1.", "v2.")],
    ["cut short", own.slice(0, -4)],
    ["with something added", `${own}.x`],
    ["that is no JSON", "v1.AAAA"],
    ["that is nothing", ""],
    ["that was made up", forged({ b: "x", p: { id: 1 }, n: 1, l: 50 })],
    ["that is not an object", forged(null)],
  ])("refuse one %s", (_what, text) => {
    expect(() => codec.decode(text)).toThrow(AppError);
  });
});

describe("paging", () => {
  it("starts at the first page and counts on through cursors", () => {
    const first = readPaging({ limit: 2 }, codec);
    expect(first).toEqual({ limit: 2, page: 1, after: undefined });
    const page = describePage(first, { total: 5, next: { id: 2 } }, codec);
    expect(page).toMatchObject({ total: 5, page: 1, pages: 3 });
    const second = readPaging({ limit: 2, cursor: page.nextCursor ?? "" }, codec);
    expect(second).toEqual({ limit: 2, page: 2, after: { id: 2 } });
    expect(describePage({ ...second, page: 3 }, { total: 5, next: null }, codec).nextCursor).toBeNull();
  });

  it("does not know the page number after a change of page size", () => {
    const cursor = codec.encode({ position: { id: 2 }, page: 2, limit: 2 });
    expect(readPaging({ limit: 3, cursor }, codec).page).toBeNull();
  });

  it("takes a page number or a cursor, not both", () => {
    const cursor = codec.encode({ position: { id: 2 }, page: 2, limit: 2 });
    expect(() => readPaging({ limit: 2, cursor, page: 2 }, codec)).toThrow(AppError);
  });
});
