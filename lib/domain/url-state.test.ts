import { describe, expect, it } from "vitest";
import {
  choiceField,
  numberField,
  pagingFields,
  readUrl,
  textField,
  wordsField,
  writeUrl,
} from "./url-state";

const fields = {
  status: wordsField(),
  q: textField(10),
  panel: choiceField(["rows", "activity"], "rows"),
  tries: numberField(0, (value) => value <= 5),
  ...pagingFields,
};
const read = (text: string) => readUrl(fields, new URLSearchParams(text));

describe("readUrl", () => {
  it("gives what the address says, and fallbacks for what it leaves out", () => {
    expect(read("status=Fail&status=Waitting&q=pump&panel=activity&tries=2&page=3&size=200")).toEqual({
      state: { status: ["Fail", "Waitting"], q: "pump", panel: "activity", tries: 2, page: 3, size: 200 },
      rejected: [],
    });
    expect(read("")).toEqual({
      state: { status: [], q: "", panel: "rows", tries: 0, page: 1, size: 50 },
      rejected: [],
    });
  });

  it("falls back for bad values and names them", () => {
    const { state, rejected } = read("q=far+too+long+text&panel=other&tries=9&page=0&size=1e3&status=");
    expect(state).toEqual({ status: [], q: "", panel: "rows", tries: 0, page: 1, size: 50 });
    expect(rejected).toEqual(["q", "panel", "tries", "page", "size"]);
  });

  it("reads what Next hands to a page just the same", () => {
    expect(readUrl(fields, { status: ["Fail", "Fail"], q: "x", page: "2", other: "y" }).state).toMatchObject({
      status: ["Fail"],
      q: "x",
      page: 2,
    });
  });

  it("lets words pass that the platform may have invented", () => {
    expect(read("status=Paused").state.status).toEqual(["Paused"]);
  });
});

describe("writeUrl", () => {
  it("leaves out what equals its fallback, and reads back as it was", () => {
    const { state } = read("status=Fail&q=a+b&page=2");
    expect(writeUrl(fields, state)).toBe("status=Fail&q=a+b&page=2");
    expect(writeUrl(fields, read("page=1&size=50&panel=rows").state)).toBe("");
  });
});
