import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { ruleWords } from "@/lib/contracts/objection";
import { textAdvice } from "@/lib/domain/advice";
import { capabilityReasons } from "@/lib/domain/capabilities";
import { checkTexts } from "@/lib/domain/connection-checks";
import { iamActions } from "@/lib/domain/iam-actions";
import { platformCodes } from "@/lib/domain/platform-codes";
import { subtaskStatuses, taskStatuses } from "@/lib/domain/statuses";
import { taskTypes } from "@/lib/domain/task-types";
import { errorCodes } from "@/lib/errors";
import en from "./messages/en.json";
import zhCN from "./messages/zh-CN.json";
import { messageArguments } from "./testing/message-arguments";
import { findMessageUses, isUsed } from "./testing/message-uses";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
}

const english = new Map(flatten(en));
const chinese = new Map(flatten(zhCN));

describe("the catalogues", () => {
  it("have the same keys", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each([...english])("%s takes the same arguments in both languages", (key, message) => {
    expect(messageArguments(chinese.get(key) ?? "")).toEqual(messageArguments(message));
  });

  it.each([
    ["en", en],
    ["zh-CN", zhCN],
  ] as const)("can all be read in %s", (locale, messages) => {
    const t = createTranslator({
      locale,
      messages: messages as Tree,
      timeZone: "UTC",
      onError: (error) => {
        throw error;
      },
    });
    for (const [key, message] of flatten(messages)) {
      const names = messageArguments(message).map((name) => name.replace(/,.*|[<>]/g, ""));
      const values = Object.fromEntries(names.map((name) => [name, 2]));
      const tags = Object.fromEntries(
        [...message.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, (text: unknown) => String(text)]),
      );
      expect(String(t.rich(key as never, { ...values, ...tags })), key).not.toBe("");
    }
  });

  it("hold no sentence nobody asks for, and lack none", () => {
    const uses = findMessageUses(`${import.meta.dirname}/../..`, ["components", "app"]);
    // Looked up by words the server or the platform sends.
    const atRunTime =
      /^(status|type|capability|advice|hint|upstream|problem|check|iamAction|rule|field|workbook|typeText)\./;
    const unused = [...english.keys()].filter((key) => !atRunTime.test(key) && !isUsed(key, uses));
    expect(unused).toEqual([]);
  });
});

/** Keys of `upstream` that code in this folder gives to an error. */
function findNamedKeys(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|testing/.test(file))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/\b(?:key|hintKey): "(\w+)"/g)])
    .map(([, key = ""]) => key);
}

describe("words that come from elsewhere", () => {
  it("say all that a test of a connection can find, with the same values", () => {
    expect(Object.keys(en.check).sort()).toEqual(Object.keys(checkTexts).sort());
    for (const [key, text] of Object.entries(checkTexts)) {
      const values = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = messageArguments(english.get(`check.${key}`) ?? "").map((name) =>
        name.replace(/,.*/, ""),
      );
      expect(named.sort(), key).toEqual(values.sort());
    }
  });

  it("name every IAM action", () => {
    const keys = [...iamActions.values()].map((action) => action.replace("iotda:", "").replace(":", "_"));
    expect(Object.keys(en.iamAction).sort()).toEqual([...new Set(keys)].sort());
  });

  it("are all in the catalogues", () => {
    expect(Object.keys(en.capability).sort()).toEqual(Object.keys(capabilityReasons).sort());
    for (const status of [...taskStatuses, ...subtaskStatuses]) expect(en.status).toHaveProperty(status);
    expect(Object.keys(en.rule).sort()).toEqual([...ruleWords].sort());
    for (const { type } of taskTypes) expect(en.type).toHaveProperty(type);
    for (const code of [...errorCodes, "network", "bad_answer"]) expect(en.problem).toHaveProperty(code);
  });

  it("include every piece of advice", () => {
    const ofTexts = textAdvice.map(({ key }) => key).filter((key) => !(key in en.upstream));
    expect([...new Set(ofTexts)].sort()).toEqual(Object.keys(en.advice).sort());
  });

  it("say of every code of the platform, and of every class of failure, what it is and what to do", () => {
    const keys = new Set([...platformCodes.values()].map(({ key }) => key));
    const classes = ["throttled", "transient", "auth", "rejected", "contract", "unreachable", "unknown"];
    // Failures that have neither code nor class of the platform name their words themselves.
    const named = findNamedKeys(`${import.meta.dirname}/../iotda`);
    expect(Object.keys(en.upstream).sort()).toEqual([...new Set([...keys, ...classes, ...named])].sort());
    for (const words of Object.values(en.upstream)) {
      expect([words.title, words.hint]).toEqual([
        expect.stringMatching(/^[A-Z].*\.$/),
        expect.stringMatching(/^[A-Z].*\.$/),
      ]);
    }
  });
});

describe("messageArguments", () => {
  it("sees nested ones, with their kind", () => {
    expect(messageArguments("{a, plural, one {# {b}} other {<c>{d, number}</c>}} {e}")).toEqual([
      "<c>",
      "a, plural",
      "b",
      "d, number",
      "e",
    ]);
  });
});
