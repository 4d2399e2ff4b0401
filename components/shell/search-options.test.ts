import { describe, expect, it } from "vitest";
import type { SearchResults } from "@/lib/contracts/search";
import { groupResults, splitIds, taskIdOf } from "./search-options";

const id = "65f80f2c3d7e4b10a9c4e2d1";
const at = "2026-03-17T12:00:00.000Z";
const task = { taskId: id, name: "pump", type: "firmwareUpgrade", status: "Fail", createdAt: at };
const results: SearchResults = {
  tasks: [task],
  devices: [{ deviceId: "plant 7", tasks: 2, last: { status: "Fail", at } }],
  subtasks: [{ taskId: "t2", name: "valve", target: "plant 7", status: "Fail", at }],
  files: [
    { name: "a.xlsx", task: null, at },
    { name: "b.xlsx", task: { taskId: "t3", name: "lot" }, at },
  ],
  more: ["tasks"],
};
const outline = (text: string, found: SearchResults | null) =>
  groupResults("plant", text, found).map(({ key, options }) => [key, ...options.map(({ kind }) => kind)]);

describe("groupResults", () => {
  it("puts the task an id names first, and once", () => {
    expect(outline(id.toUpperCase(), results)).toEqual([
      ["here", "open"],
      ["device", "device"],
      ["subtasks", "subtask"],
      ["files", "file", "file"],
      ["elsewhere", "names"],
    ]);
    expect(outline(id, null)).toEqual([
      ["here", "open"],
      ["elsewhere", "names"],
    ]);
  });

  it("leads everywhere by addresses that hold", () => {
    const groups = groupResults("plant", "pump", results);
    const hrefs = groups.flatMap(({ options }) => options.map((each) => ("href" in each ? each.href : "")));
    expect(hrefs).toEqual([
      `/c/plant/tasks/${id}`,
      "/c/plant/devices/plant%207",
      "/c/plant/tasks/t2?status=all&q=plant+7&open=plant+7",
      "/c/plant/files",
      "/c/plant/tasks/t3",
      "/c/plant/tasks?q=pump",
    ]);
    expect(groups.find(({ key }) => key === "task")?.more).toBe(true);
  });

  it("offers to find several ids at once", () => {
    expect(outline("wm-0001, wm-0002", null)[0]).toEqual(["here", "find"]);
    expect(splitIds(" wm-0001\n wm-0002;wm-0001 ")).toEqual(["wm-0001", "wm-0002"]);
    expect(splitIds("wm-0001 wm-0001")).toEqual([]);
    expect(splitIds("pumps 2026 north")).toEqual([]);
    expect(taskIdOf(`${id}0`)).toBeNull();
  });
});
