import { describe, expect, it } from "vitest";
import { ListTasksQuery } from "@/lib/contracts/tasks";
import {
  countFilters,
  daysOf,
  plainList,
  readViewQuery,
  taskListFields,
  toListTasksQuery,
  viewQueryOf,
} from "./task-list-url";
import { readUrl, writeUrl } from "./url-state";

const at = { now: new Date("2026-03-17T04:00:00Z"), timeZone: "Asia/Shanghai", personId: "p1" };
const query = (text: string) =>
  toListTasksQuery(readUrl(taskListFields, new URLSearchParams(text)).state, at);

describe("the list's query", () => {
  it("is one the API takes", () => {
    const made = query("status=Fail&type=firmwareUpgrade&q=north&created=48h&page=2&size=25");
    expect(ListTasksQuery.parse(made)).toEqual(made);
    expect(made).toEqual({
      status: ["Fail"],
      type: ["firmwareUpgrade"],
      q: "north",
      createdFrom: "2026-03-15T04:00:00.000Z",
      limit: 25,
      page: 2,
    });
  });

  it("leaves to the server what a view means, and narrows it by what is chosen", () => {
    expect(query("view=attention&status=Fail")).toEqual({
      ...{ view: "attention", status: ["Fail"], limit: 50, page: 1 },
    });
    expect(query("view=mine")).toEqual({ createdBy: "p1", limit: 50, page: 1 });
    expect(query("view=mine&by=p2").createdBy).toBe("p1");
  });

  it("passes on space, creator, device and order", () => {
    const made = query("space=a1&by=-&target=d1&sort=-failed&cols=type,failed&density=compact");
    expect(ListTasksQuery.parse(made)).toEqual(made);
    expect(made).toEqual({
      ...{ appId: "a1", createdBy: "-", target: "d1", sort: "-failed", limit: 50, page: 1 },
    });
  });

  it("takes whole days in the reader's zone", () => {
    expect(query("created=2026-03-01..2026-03-02")).toMatchObject({
      createdFrom: "2026-02-28T16:00:00.000Z",
      createdTo: "2026-03-02T15:59:59.999Z",
    });
  });

  it("refuses ranges that are none", () => {
    for (const bad of ["2026-03-05..2026-03-01", "2026-13-01..2026-13-02", "yesterday", "2026-03-01"]) {
      expect(daysOf(bad)).toBeNull();
      expect(readUrl(taskListFields, { created: bad }).rejected).toEqual(["created"]);
    }
  });

  it("shows columns in their own order, or none", () => {
    const read = (text: string) => readUrl(taskListFields, new URLSearchParams(text));
    expect(read("cols=by,type").state.cols).toEqual(["type", "by"]);
    expect(read("cols=none").state.cols).toEqual([]);
    expect(read("cols=type,size").rejected).toEqual(["cols"]);
    expect(writeUrl(taskListFields, { ...plainList, cols: [] })).toBe("cols=none");
  });

  it("counts filters, not views or pages", () => {
    const { state } = readUrl(taskListFields, new URLSearchParams("view=mine&q=x&created=24h&page=4"));
    expect(countFilters(state)).toBe(2);
  });
});

describe("a kept view", () => {
  it("is kept in one order, without its page", () => {
    const { state, rejected } = readViewQuery("sort=name&status=Fail&view=attention");
    expect(rejected).toEqual([]);
    expect(viewQueryOf({ ...state, page: 3 })).toBe("view=attention&status=Fail&sort=name");
    expect(viewQueryOf(plainList)).toBe("");
  });

  it("names what no list knows", () => {
    expect(readViewQuery("q=a&colour=red&page=2&sort=age&colour=blue").rejected).toEqual([
      ...["sort", "colour", "page"],
    ]);
  });
});
