import { describe, expect, it } from "vitest";
import { ListSubtasksQuery } from "@/lib/contracts/subtasks";
import { noProgress } from "@/lib/domain/progress";
import { readUrl } from "@/lib/domain/url-state";
import { firstStatuses, shownStatuses, taskDetailFields, toListSubtasksQuery } from "./task-detail-url";

const state = (text: string) => readUrl(taskDetailFields, new URLSearchParams(text)).state;

describe("the statuses a page shows", () => {
  it("are the failed ones at first, if there are any", () => {
    expect(firstStatuses({ ...noProgress, fail: 3 })).toEqual(["Fail"]);
    expect(firstStatuses(noProgress)).toEqual([]);
  });

  it("are those of the address, where `all` stands for every one", () => {
    expect(shownStatuses(state(""), ["Fail"])).toEqual(["Fail"]);
    expect(shownStatuses(state("status=all"), ["Fail"])).toEqual([]);
    expect(shownStatuses(state("status=Success&status=Fail"), ["Fail"])).toEqual(["Success", "Fail"]);
  });
});

describe("the rows' query", () => {
  it("is one the API takes", () => {
    const filter = { status: ["Fail"], cause: ["IOTDA.014016"], q: "wm-0004", tries: 2 };
    const made = toListSubtasksQuery(filter, { page: 3, size: 100 });
    expect(ListSubtasksQuery.parse(made)).toEqual(made);
    const everything = { status: [], cause: [], q: "", tries: 0 };
    const plain = { limit: 50, page: 1 };
    expect(toListSubtasksQuery(everything, { page: 1, size: 50, sort: "seen" })).toEqual(plain);
    const sorted = toListSubtasksQuery(everything, { page: 1, size: 50, sort: "-device" });
    expect(ListSubtasksQuery.parse(sorted)).toEqual({ ...plain, sort: "-device" });
  });
});
