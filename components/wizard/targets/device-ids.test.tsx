import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { createLimits } from "@/lib/contracts/create-task";
import { parseTargetList, summarise } from "@/lib/domain/target-list";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { DeviceIdSource } from "./device-id-source";
import { ColumnTable } from "./file/column-table";
import { previewOf } from "./file/columns";
import { type LineFilter, LinesView } from "./lines-view";
import { OverLimit } from "./over-limit";
import { TargetCounter } from "./target-counter";
import { TargetDesk } from "./target-desk";
import { TargetIssues } from "./target-issues";

const product = "65a1c0e2f7b94d3e8a11c5d0";
const nothing = () => undefined;

function render(node: ReactNode, locale: "en" | "zh-CN" = "en"): string {
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={locale === "en" ? en : zhCN} timeZone="UTC">
      {node}
    </IntlProvider>,
  );
}
const ids = (count: number) => Array.from({ length: count }, (_, index) => `${product}_wm-${index}`);
const linesOf = (page: string) => [...page.matchAll(/data-line="(\d+)"/g)].map(([, line]) => Number(line));

function view(text: string, filter: LineFilter = "all"): string {
  const list = { ...new TargetDesk().open(text), version: 1 };
  return render(
    <LinesView
      ref={null}
      list={list}
      filter={filter}
      invalid={false}
      describedBy="hint"
      onEdit={nothing}
      onPaste={nothing}
      onFind={nothing}
    />,
  );
}

describe("a long list", () => {
  const text = ["one", "b b", ...ids(30_000), "one"].join("\n");

  it("draws no more than the lines in sight, each with its number of all", () => {
    const page = view(text);
    const lines = linesOf(page);
    expect(lines.slice(0, 3)).toEqual([1, 2, 3]);
    expect(lines.length).toBeLessThan(40);
    expect(page).toContain('aria-setsize="30003"');
    expect(page).toContain(`<i>${product}_</i>wm-0`);
  });

  it("marks what is wrong and where, and says so", () => {
    const page = view(text);
    expect(page).toMatch(/data-line="2"[^>]*class="line bad"/);
    expect(page).toContain('<div class="bad">2</div>');
    expect(page).toContain("blank at character 2");
  });

  it("shows problems or repeats alone, under their own numbers", () => {
    expect(linesOf(view(text, "problem"))).toEqual([2]);
    const repeats = view(text, "repeat");
    expect(linesOf(repeats)).toEqual([30_003]);
    expect(repeats).toContain("repeats line 1, kept once");
  });

  it("makes hidden characters visible", () => {
    expect(view("a\u202Eb")).toContain("U+202E");
  });
});

describe("the editor of device IDs", () => {
  const source = (text: string) => (
    <DeviceIdSource text={text} summary={null} onChange={nothing} errors={[]} onSplit={nothing} />
  );

  it("is a text box for a short list, which it names, and a list of lines for a long one", () => {
    const short = render(source("a\nb"));
    expect(short).toMatch(/<textarea[^>]*id="w-targets"/);
    expect(short).toContain('for="w-targets"');
    const long = render(source(ids(5_000).join("\n")));
    expect(long).not.toContain("<textarea");
    expect(long).toMatch(/role="listbox"[^>]*aria-labelledby="w-targets-label"/);
    // A megabyte of text has no business in the page.
    expect(long.length).toBeLessThan(20_000);
  });
});

describe("what is said of a list", () => {
  it.each(["en", "zh-CN"] as const)("adds up, in %s", (locale) => {
    const targets = summarise(parseTargetList("a\nb\na\nc c"));
    const page = render(<TargetCounter targets={targets} filter="problem" onShow={nothing} />, locale);
    expect([...page.matchAll(/<b>(\d+)<\/b>/g)].map(([, figure]) => Number(figure))).toEqual([4, 2, 1, 1]);
    expect(page).toContain('aria-pressed="true"');
  });

  it("lists problems, counts repeats into the file, and names what it leaves to the file", () => {
    const text = Array.from({ length: 300 }, (_, index) => `b ${index}`).join("\n");
    const issues = (list: string) => (
      <TargetIssues
        targets={summarise(parseTargetList(list))}
        onFix={nothing}
        onLeaveOut={nothing}
        onDownload={nothing}
      />
    );
    const page = render(issues(`${text}\na\na`));
    expect(page).toContain("Download all 301 as CSV");
    expect(page.match(/<tr>/g)?.length).toBeLessThan(30);
    expect(render(issues("a\na"))).not.toContain("<table");
  });

  it("offers as many tasks as the list needs", () => {
    const over = (count: number) =>
      render(<OverLimit count={count} onKeepFirst={nothing} onSplit={nothing} />);
    expect(createLimits.targets).toBe(30_000);
    expect(over(31_240)).toContain("31,240 IDs, 1,240 over the limit");
    expect(over(31_240)).toContain("Make 2 tasks");
    expect(over(60_001)).toContain("Make 3 tasks");
  });
});

describe("the choice of a column", () => {
  it("shows the first rows, the guess chosen and the headings struck out", () => {
    const rows = [["name", "设备ID"], ...Array.from({ length: 9 }, (_, index) => [`n${index}`, `d${index}`])];
    const preview = previewOf(rows);
    const page = render(<ColumnTable preview={preview} choice={preview.guess} onChoose={nothing} />);
    expect(page).toMatch(/checked=""\/>Column B/);
    expect(page).toContain('<tr class="head">');
    expect(page).toContain("n3");
    expect(page).not.toContain("n4");
    expect(page).toContain("Every cell is a device ID");
  });
});
