import { expect, it } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { Problem } from "@/lib/contracts/problem";
import { refusedFields } from "./refused-fields";

const refusal = (code: Problem["code"], invalidParams?: Problem["invalidParams"]) => {
  const problem = { type: "t", title: "t", status: 400, detail: "d", requestId: "r", code, invalidParams };
  return new ApiError(code, 400, problem);
};

it("puts what the server refuses at the fields it names", () => {
  const params = [
    { path: "endpoint", message: "must be a known host" },
    { path: "projectId", message: "must be shorter" },
    { path: "updatedAt", message: "Invalid ISO datetime" },
    { path: "constructor", message: "is not known here" },
  ];
  expect(refusedFields(refusal("invalid_input", params), true)).toEqual([
    { field: "endpoint", key: "addressRefused" },
    { field: "projectId", key: "refused", values: { message: "must be shorter" } },
  ]);
  expect(refusedFields(refusal("invalid_input"), false)).toEqual([]);
});

it("knows a taken short name, which only a new connection can have", () => {
  expect(refusedFields(refusal("conflict"), true)).toEqual([{ field: "slug", key: "slugTaken" }]);
  expect(refusedFields(refusal("conflict"), false)).toEqual([]);
});
