import { describe, expect, it } from "vitest";
import {
  findLine,
  indexLines,
  lineProblem,
  linesWith,
  lineText,
  marked,
  removeLine,
  replaceLine,
} from "./target-lines";
import { parseTargetList } from "./target-list";

const text = "a\n\nb b\na,c/c\nlast";
const index = indexLines(text, parseTargetList(text));

describe("an index of lines", () => {
  it("gives every line back", () => {
    expect([1, 2, 3, 4, 5].map((line) => lineText(text, index, line))).toEqual(text.split("\n"));
    expect(lineText("", indexLines("", parseTargetList("")), 1)).toBe("");
    expect(lineText("x\n", indexLines("x\n", parseTargetList("x\n")), 2)).toBe("");
  });

  it("marks what cannot be sent and what repeats, both on one line too", () => {
    expect([...index.marks]).toEqual([0, 0, marked.problem, marked.problem | marked.repeat, 0]);
    expect([...linesWith(index, marked.problem)]).toEqual([3, 4]);
    expect([...linesWith(index, marked.repeat)]).toEqual([4]);
    expect(index.firstLines[3]).toBe(1);
  });

  it("says what is wrong in a line, with its column there", () => {
    expect(lineProblem(text, index, 3)).toMatchObject({ kind: "space", column: 2 });
    expect(lineProblem(text, index, 4)).toMatchObject({ kind: "character", column: 4, detail: "/" });
    expect(lineProblem(text, index, 1)).toBeNull();
  });

  it("changes and removes lines", () => {
    expect(replaceLine(text, index, 3, "bb")).toBe("a\n\nbb\na,c/c\nlast");
    expect(replaceLine(text, index, 5, "x\ny")).toBe("a\n\nb b\na,c/c\nx\ny");
    expect(removeLine(text, index, 1)).toBe("\nb b\na,c/c\nlast");
    expect(removeLine(text, index, 5)).toBe("a\n\nb b\na,c/c");
    expect(removeLine("only", indexLines("only", parseTargetList("only")), 1)).toBe("");
  });
});

describe("findLine", () => {
  const find = (words: string, after: number) => findLine(text, words, after);

  it("goes on from a line, round at the end, in any case", () => {
    expect(find("A", 0)).toEqual({ line: 1, place: 1, total: 3 });
    expect(find("a", 1)).toEqual({ line: 4, place: 2, total: 3 });
    expect(find("a", 4)).toEqual({ line: 5, place: 3, total: 3 });
    expect(find("a", 5)).toEqual({ line: 1, place: 1, total: 3 });
    expect(find("nowhere", 0)).toBeNull();
    expect(find("", 0)).toBeNull();
  });

  it("keeps count where lower case is longer than what was written", () => {
    const odd = "İİİ\nx\nneedle";
    expect(findLine(odd, "NEEDLE", 0)?.line).toBe(3);
  });
});
