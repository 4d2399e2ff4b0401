import { describe, expect, it } from "vitest";
import { editJson } from "./edit-json";
import type { Edit } from "./fault";

const page = () => ({
  task_details: [
    { target: "a", status: "Success" },
    { target: "b", status: "Fail", error: { error_code: "X" } },
    { target: "c", status: "Fail" },
  ],
  page: { count: 3, marker: "ff" },
});

function edited(edit: Edit) {
  const body = page();
  editJson(body, edit);
  return body;
}

describe("a place in JSON", () => {
  it.each<[Edit, object]>([
    [{ at: "page.count", value: "3" }, { page: { count: "3", marker: "ff" } }],
    [{ at: "page.extra", value: { deep: [1] } }, { page: { count: 3, marker: "ff", extra: { deep: [1] } } }],
    [{ at: "page.marker", remove: true }, { page: { count: 3 } }],
    [{ at: "page", value: null }, { page: null }],
    [
      { at: "task_details.0.status", value: "Quarantined" },
      { task_details: [{ status: "Quarantined" }, {}, {}] },
    ],
    [
      { at: "task_details.*.target", value: 7 },
      { task_details: [{ target: 7 }, { target: 7 }, { target: 7 }] },
    ],
    [
      { at: "task_details.[target=b].error.error_code", value: "Y" },
      { task_details: [{}, { error: { error_code: "Y" } }, {}] },
    ],
    [{ at: "task_details.-", value: { target: "d" } }, { task_details: [{}, {}, {}, { target: "d" }] }],
  ])("%j", (edit, expected) => {
    expect(edited(edit)).toMatchObject(expected);
  });

  it("takes entries out of a list, one by number or all that fit", () => {
    const targets = (edit: Edit) => edited(edit).task_details.map((row) => row.target);
    expect(targets({ at: "task_details.1", remove: true })).toEqual(["a", "c"]);
    expect(targets({ at: "task_details.[status=Fail]", remove: true })).toEqual(["a"]);
    expect(targets({ at: "task_details.*", remove: true })).toEqual([]);
    expect(edited({ at: "page.marker", remove: true }).page).not.toHaveProperty("marker");
  });

  it.each<Edit>([
    { at: "task_details.3.status", value: "x" },
    { at: "task_details.[target=z].status", value: "x" },
    { at: "batchtask.status", value: "x" },
    { at: "page.count.deeper", value: "x" },
    { at: "task_details.7", remove: true },
    { at: "page.nothing", remove: true },
    { at: "page.-", value: 1 },
  ])("that does not exist is left alone: %j", (edit) => {
    expect(edited(edit)).toEqual(page());
  });

  it("gives each place a value of its own", () => {
    const body = edited({ at: "task_details.*.error", value: { error_code: "Z" } });
    editJson(body, { at: "task_details.0.error.error_code", value: "changed" });
    expect(body.task_details.map((row) => row.error?.error_code)).toEqual(["changed", "Z", "Z"]);
  });
});
