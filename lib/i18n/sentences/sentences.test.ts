import { describe, expect, it } from "vitest";
import * as z from "zod";
import { capabilityReasons } from "@/lib/domain/capabilities";
import zhCN from "../messages/zh-CN.json";
import { findServerSentences } from "../testing/server-sentences";
import { translate } from "./in-chinese";
import { translateSentences } from "./translate-sentences";
import book from "./zh-CN.json";

const own = ["auth", "contracts", "domain", "http", "iotda", "services", "store", "sync", "workbook"];
const folders = [...own.map((folder) => `lib/${folder}`), "server"];
/** What nobody meets in a page. */
const elsewhere = [
  // Said by words of the catalogue: `check`.
  "lib/domain/connection-checks.ts",
  // The description of the API, and what is said at the start.
  "lib/http/openapi/describe-api.ts",
  "lib/auth/first-administrator.ts",
];
const said = [...findServerSentences(process.cwd(), folders)];

/** What zod says itself where a schema has no words of its own. */
const zodSays = [
  [z.string(), 1],
  [z.string().max(2), "long"],
  [z.string().min(2), ""],
  [z.array(z.string()).max(1), ["a", "b"]],
  [z.array(z.string()).min(1), []],
  [z.number().max(1), 2],
  [z.number().min(1), 0],
  [z.enum(["a", "b"]), "c"],
  [z.union([z.string(), z.number()]), true],
  [z.iso.datetime(), "today"],
  [z.string().regex(/^a$/), "b"],
  [z.url(), "no"],
  [z.uuid(), "no"],
  [z.email(), "no"],
] as const;
const zodMessages = zodSays.map(([schema, value]) => schema.safeParse(value).error?.issues[0]?.message ?? "");

describe("what the server says, in Chinese", () => {
  it("is known for every sentence in its code", () => {
    expect(said.length).toBeGreaterThan(250);
    const unknown = said.filter(([text, file]) => !elsewhere.includes(file) && translate(text) === text);
    expect(unknown).toEqual([]);
  });

  it.each(zodMessages)("is known for %s", (message) => {
    expect(translate(message)).not.toBe(message);
  });

  it("has no sentence that nobody says", () => {
    const texts = [...said.map(([text]) => text), ...zodMessages];
    const unsaid = Object.entries(book).filter(([sentence, words]) =>
      texts.every((text) => translateSentences({ [sentence]: words }, text) === text),
    );
    expect(unsaid.map(([sentence]) => sentence)).toEqual([]);
  });

  it.each(Object.entries(book))("of “%s” has its values and is Chinese", (sentence, words) => {
    const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    expect(values(words)).toEqual(values(sentence));
    expect(words).toMatch(/\p{Script=Han}/u);
  });

  it.each(Object.entries(capabilityReasons))(
    "is the same at a button and in an answer: %s",
    (word, sentence) => {
      expect(translate(sentence)).toBe(Object.entries(zhCN.capability).find(([key]) => key === word)?.[1]);
    },
  );
});
