import { describe, expect, it } from "vitest";
import { ListTasksQuery } from "@/lib/contracts/tasks";
import { countFilters, daysOf, taskListFields, toListTasksQuery } from "./task-list-url";
import { readUrl } from "./url-state";

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

  it("lets a view stand for its statuses until some are chosen", () => {
    expect(query("view=attention").status).toEqual(["Fail", "PartialSuccess", "Timeout"]);
    expect(query("view=attention&status=Fail").status).toEqual(["Fail"]);
    expect(query("view=mine")).toEqual({ createdBy: "p1", limit: 50, page: 1 });
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

  it("counts filters, not views or pages", () => {
    const { state } = readUrl(taskListFields, new URLSearchParams("view=mine&q=x&created=24h&page=4"));
    expect(countFilters(state)).toBe(2);
  });
});
