import { expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { mostStreams, requireRoom } from "./admission";

const caller = (id: string) => ({ id }) as Caller;
const open = (count: number, id: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => ({ caller: caller(id(n)) }));

it("has room for so many of one caller, and so many of all", () => {
  expect(() =>
    requireRoom(
      caller("a"),
      open(mostStreams.caller - 1, () => "a"),
    ),
  ).not.toThrow();
  expect(() =>
    requireRoom(
      caller("a"),
      open(mostStreams.caller, () => "a"),
    ),
  ).toThrow(expect.objectContaining({ code: "too_many_requests" }));
  expect(() =>
    requireRoom(
      caller("b"),
      open(mostStreams.caller, () => "a"),
    ),
  ).not.toThrow();
  expect(() => requireRoom(caller("b"), open(mostStreams.process, String))).toThrow(
    expect.objectContaining({ code: "unavailable" }),
  );
});
