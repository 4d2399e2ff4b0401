import { describe, expect, it } from "vitest";
import { cleanFileName, contentDisposition } from "./file-name";

describe("a given name (A19)", () => {
  it.each([
    ["Lot 水表 (1).xlsx", "Lot 水表 (1).xlsx"],
    ["../../etc/passwd", "passwd"],
    ["C:\\data\\lot.xls", "lot.xls"],
    ["..", ".."],
    ["a\0b.xlsx", "ab.xlsx"],
    ["a\r\nSet-Cookie: x=1.xlsx", "aSet-Cookie: x=1.xlsx"],
    ['say "hi";.xlsx', 'say "hi";.xlsx'],
    ["lot\u202Excod.xlsx", "lotxcod.xlsx"],
    ["\uD83D.xlsx", ".xlsx"],
    ["  lot.xlsx ", "lot.xlsx"],
    ["/", ""],
    ["\u0000", ""],
  ])("%j is shown as %j", (given, shown) => {
    expect(cleanFileName(given)).toBe(shown);
  });

  it("is cut to fit with its ending, between characters", () => {
    const long = cleanFileName(`${"水".repeat(300)}.xlsx`);
    expect(long).toBe(`${"水".repeat(195)}.xlsx`);
    expect(cleanFileName(`a${"🚀".repeat(150)}.xlsx`)).toBe(`a${"🚀".repeat(97)}.xlsx`);
  });
});

describe("the header of a file to save (RFC 6266)", () => {
  it.each([
    ["lot.xlsx", "attachment; filename=\"lot.xlsx\"; filename*=UTF-8''lot.xlsx"],
    ["水表.xlsx", "attachment; filename=\"__.xlsx\"; filename*=UTF-8''%E6%B0%B4%E8%A1%A8.xlsx"],
    ['a"b\\c%.xls', "attachment; filename=\"a_b_c_.xls\"; filename*=UTF-8''a%22b%5Cc%25.xls"],
    ["it's (1)*.xls", "attachment; filename=\"it's (1)*.xls\"; filename*=UTF-8''it%27s%20%281%29%2A.xls"],
    ["a\r\nb", "attachment; filename=\"a__b\"; filename*=UTF-8''a%0D%0Ab"],
    ["\uD83D", "attachment; filename=\"_\"; filename*=UTF-8''_"],
  ])("%j", (name, header) => {
    expect(contentDisposition(name)).toBe(header);
    expect(new Headers({ "content-disposition": header }).get("content-disposition")).toBe(header);
  });
});
