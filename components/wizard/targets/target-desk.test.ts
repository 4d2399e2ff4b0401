import { describe, expect, it } from "vitest";
import { longestLine, plainLimits } from "./editor-size";
import { TargetDesk } from "./target-desk";

const words = {
  headings: ["Line", "Value", "Problem", "At", "Character", "First line"] as const,
  kinds: { space: "Blank", character: "Character", too_long: "Too long", repeat: "Repeat" },
};

function deskWith(text: string): TargetDesk {
  const desk = new TargetDesk();
  desk.open(text);
  return desk;
}

describe("a desk", () => {
  it("changes one line, and takes it back", () => {
    const desk = deskWith("a\nb b\nc");
    const fixed = desk.edit({ kind: "line", line: 2, value: "b_b" });
    expect(fixed).toMatchObject({ text: "a\nb_b\nc", canUndo: true });
    expect(fixed.summary).toMatchObject({ count: 3, problemCount: 0, idsText: "a\nb_b\nc" });
    expect(desk.edit({ kind: "undo" })).toMatchObject({ text: "a\nb b\nc", canUndo: false });
  });

  it("leaves out every problem, also those no summary lists, and takes that back", () => {
    const bad = Array.from({ length: 500 }, (_, index) => `b ${index}`).join("\n");
    const desk = deskWith(`a\n${bad}\nc`);
    expect(desk.edit({ kind: "leaveOutProblems" })).toMatchObject({ text: "a\nc" });
    expect(desk.edit({ kind: "undo" }).summary.problemCount).toBe(500);
  });

  it("undoes several edits one after another, and nothing of a text before this one", () => {
    const desk = deskWith("a");
    desk.edit({ kind: "append", text: "b" });
    desk.edit({ kind: "removeLine", line: 1 });
    expect(desk.edit({ kind: "undo" }).text).toBe("a\nb");
    expect(desk.edit({ kind: "undo" }).text).toBe("a");
    expect(desk.edit({ kind: "undo" })).toMatchObject({ text: "a", canUndo: false });
    desk.edit({ kind: "replace", text: "" });
    expect(desk.open("new").canUndo).toBe(false);
  });

  it("does not count an edit that changes nothing", () => {
    expect(deskWith("a\nb").edit({ kind: "keepFirst", count: 5 }).canUndo).toBe(false);
  });

  it("puts a list written in one line on lines of its own when it is long", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `device-${index}`);
    const state = new TargetDesk().open(ids.join(", "));
    expect(state.text).toBe(ids.join("\n"));
    expect(state.summary).toMatchObject({ count: 20_000, lines: 20_000 });
    const short = ids.slice(0, 90).join(",");
    expect(short.length).toBeGreaterThan(longestLine);
    expect(new TargetDesk().open(short).text).toBe(short);
    expect(deskWith("x").edit({ kind: "append", text: short }).summary.lines).toBe(91);
    expect(plainLimits.characters).toBeGreaterThan(short.length);
  });

  it("cuts the list into parts and finds lines", () => {
    const desk = deskWith("a\nb b\nc c\nd d\ne\nf");
    expect(desk.answer({ kind: "parts", count: 2 })).toEqual(["f"]);
    expect(desk.answer({ kind: "find", words: "C", after: 0 })).toEqual({ line: 3, place: 1, total: 1 });
  });

  it("writes all that is not sent, in the order of lines, and no formula among it", async () => {
    const desk = deskWith('ok\n=cmd|" /C\nok\nsay "hi" you\n-x y\n@z/');
    const file = desk.answer({ kind: "issues", words });
    const csv = file instanceof Blob ? await file.text() : "";
    expect(csv.split("\r\n")).toEqual([
      '"Line","Value","Problem","At","Character","First line"',
      '"2","\'=cmd|"" /C","Character","1","\'=",""',
      '"3","ok","Repeat","","","1"',
      '"4","say ""hi"" you","Blank","4","",""',
      '"5","\'-x y","Blank","3","",""',
      '"6","\'@z/","Character","1","\'@",""',
      "",
    ]);
  });
});
