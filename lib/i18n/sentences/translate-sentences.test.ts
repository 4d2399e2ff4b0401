import { describe, expect, it } from "vitest";
import { translateSentences } from "./translate-sentences";

const book = {
  "The host is away.": "主机不在。",
  "Nothing was sent.": "未发送。",
  "You have {count} views.": "您有 {count} 个视图。",
  "{who} changed it at {at}.": "{at}，{who} 作了更改。",
  "The address {rule}.": "地址{rule}。",
  "must use https": "必须使用 https",
  "takes {min} to {max}": "取值 {min} 到 {max}",
  "takes {min} to {max} characters": "须为 {min} 到 {max} 个字符",
};
const say = (text: string) => translateSentences(book, text);

describe("translateSentences", () => {
  it.each([
    ["The host is away.", "主机不在。"],
    ["You have 200 views.", "您有 200 个视图。"],
    ["Ann (ops) changed it at 10:04.", "10:04，Ann (ops) 作了更改。"],
    ["The host is away. Nothing was sent.", "主机不在。未发送。"],
  ])("says %s", (text, said) => {
    expect(say(text)).toBe(said);
  });

  it("says a value that is a clause, and keeps one that is not", () => {
    expect(say("The address must use https.")).toBe("地址必须使用 https。");
    expect(say("The address is odd.")).toBe("地址is odd。");
  });

  it("takes the sentence that fits most closely", () => {
    expect(say("takes 1 to 128 characters")).toBe("须为 1 到 128 个字符");
    expect(say("takes 1 to 128")).toBe("取值 1 到 128");
  });

  it("leaves what it does not know as it came, also half of a text", () => {
    for (const text of ["Something else.", "The host is away. Something else.", "constructor", ""])
      expect(say(text)).toBe(text);
  });

  it("takes no value for a pattern", () => {
    expect(say("$& (a+)+ changed it at $1.")).toBe("$1，$& (a+)+ 作了更改。");
  });
});
