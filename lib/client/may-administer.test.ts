import { expect, it } from "vitest";
import type { CallerInfo } from "@/lib/contracts/session";
import { mayAdminister } from "./may-administer";

it.each([
  ["an administrator of everything", { kind: "person", grants: { "*": ["viewer", "administrator"] } }, true],
  ["an administrator of one connection", { kind: "person", grants: { sandbox: ["administrator"] } }, false],
  ["an operator", { kind: "person", grants: { "*": ["operator"] } }, false],
  ["nobody", { kind: "person", grants: {} }, false],
  ["a token", { kind: "token", grants: { "*": ["administrator"] } }, false],
] satisfies [string, Pick<CallerInfo, "kind" | "grants">, boolean][])("%s", (_, caller, may) => {
  expect(mayAdminister(caller)).toBe(may);
});
