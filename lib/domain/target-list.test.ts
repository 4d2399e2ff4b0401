import { describe, expect, it } from "vitest";
import { createLimits } from "@/lib/contracts/create-task";
import { idsOf, longestShown, longestTarget, mostListed, parseTargetList, summarise } from "./target-list";

const sumUp = (text: string) => {
  const { read, ids, repeats, problems } = parseTargetList(text);
  expect(read).toBe(ids.length + repeats.length + problems.length);
  return { read, ids, repeats: repeats.length, problems: problems.length };
};

describe("parseTargetList", () => {
  it("splits at newline, comma, semicolon and tab", () => {
    expect(sumUp("a1\nb2,c3;d4\te5\r\nf6")).toEqual({
      read: 6,
      ids: ["a1", "b2", "c3", "d4", "e5", "f6"],
      repeats: 0,
      problems: 0,
    });
  });

  it("drops spaces, quotes and byte order marks around an ID, and empty pieces", () => {
    expect(sumUp('\uFEFF"a1" , \'b2\'\n\n ,;\n“c3”\u00a0\n""').ids).toEqual(["a1", "b2", "c3"]);
  });

  it("reports a blank inside an ID instead of splitting there", () => {
    const { problems, ids } = parseTargetList("ok\n  dev north 1");
    expect(ids).toEqual(["ok"]);
    expect(problems).toEqual([
      { kind: "space", line: 2, column: 6, detail: " ", value: "dev north 1", start: 5, end: 16 },
    ]);
  });

  it("names the first character that does not belong, whole even beyond the basic plane", () => {
    expect(parseTargetList("a/b").problems[0]).toMatchObject({ kind: "character", column: 2, detail: "/" });
    expect(parseTargetList("ab😀c").problems[0]).toMatchObject({
      kind: "character",
      column: 3,
      detail: "😀",
    });
    expect(parseTargetList("设备1").problems[0]).toMatchObject({
      kind: "character",
      column: 1,
      detail: "设",
    });
  });

  it("takes 128 characters and reports 129", () => {
    expect(longestTarget).toBe(createLimits.targetLength);
    expect(parseTargetList("x".repeat(128)).ids).toHaveLength(1);
    expect(parseTargetList("x".repeat(129)).problems[0]).toMatchObject({ kind: "too_long", detail: "129" });
  });

  it("keeps repeats once and says where the first one was", () => {
    const { ids, repeats } = parseTargetList("a\nb\na,b");
    expect(ids).toEqual(["a", "b"]);
    expect(repeats.map(({ line, firstLine, value }) => ({ line, firstLine, value }))).toEqual([
      { line: 3, firstLine: 1, value: "a" },
      { line: 3, firstLine: 2, value: "b" },
    ]);
  });

  it("counts products by the prefix of the ID", () => {
    const pump = "68f0a1b2c3d4e5f607182930";
    const meter = "65a1c0e2f7b94d3e8a11c5d0";
    expect(parseTargetList(`${meter}_1\n${pump}_1\n${pump}_2\nother`).products).toEqual([
      { productId: pump, count: 2 },
      { productId: meter, count: 1 },
    ]);
  });

  it("reads nothing from nothing", () => {
    expect(parseTargetList("")).toMatchObject({ read: 0, lines: 1, ids: [] });
  });

  it("reads 30,000 lines", () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `65a1c0e2f7b94d3e8a11c5d0_wm-${index}`).join(
      "\n",
    );
    expect(parseTargetList(text).ids).toHaveLength(30_000);
  });
});

describe("summarise", () => {
  it("adds up, carries the usable IDs as one text and gives them back", () => {
    const list = parseTargetList("a\nb\na\nc c\nd");
    const summary = summarise(list);
    expect(summary).toMatchObject({ read: 5, count: 3, repeatCount: 1, problemCount: 1, idsText: "a\nb\nd" });
    expect(summary.count + summary.repeatCount + summary.problemCount).toBe(summary.read);
    expect(idsOf(summary)).toEqual(list.ids);
    expect(idsOf(summarise(parseTargetList("")))).toEqual([]);
  });

  it("shows both ends and no ID twice", () => {
    const sample = (text: string) => summarise(parseTargetList(text)).sample;
    expect(sample("a,b,c,d,e,f,g")).toEqual({ first: ["a", "b", "c"], last: ["e", "f", "g"] });
    expect(sample("a,b,c,d")).toEqual({ first: ["a", "b", "c"], last: ["d"] });
    expect(sample("a")).toEqual({ first: ["a"], last: [] });
  });

  it("counts every problem and repeat, lists the first, and cuts a value that is a page", () => {
    const bad = Array.from({ length: 300 }, (_, index) => `b ${index}`);
    const same = Array.from({ length: 301 }, () => "same");
    const summary = summarise(parseTargetList([...bad, `x ${"y".repeat(5_000)}`, ...same].join("\n")));
    expect(summary).toMatchObject({ problemCount: 301, repeatCount: 300, count: 1 });
    expect(summary.problems).toHaveLength(mostListed);
    expect(summary.repeats).toHaveLength(mostListed);
    const long = summarise(parseTargetList(`x ${"y".repeat(5_000)}`)).problems[0];
    expect(long?.value).toHaveLength(longestShown);
    expect(long?.end).toBe(5_002);
  });
});
