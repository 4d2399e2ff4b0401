import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import type { CauseNote } from "@/lib/contracts/advice";
import type { CauseCount, SubtaskSummary } from "@/lib/contracts/subtasks";
import type { Task } from "@/lib/contracts/tasks";
import { noProgress } from "@/lib/domain/progress";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { FailureCard } from "./failure-card";
import { FailureGrouping } from "./failure-grouping";
import type { Acts } from "./use-acts";

const counts = [118, 51, 27, 7, 6, 3, 2];
const cause = (facts: Partial<CauseCount>): CauseCount => ({
  ...{ cause: "m-1", code: null, message: "Download of 12 bytes failed", count: 1, advice: null, note: null },
  ...facts,
});
const causes = counts.map((count, n) => cause({ cause: `m-${n}`, message: `Reason ${n}`, count }));
const note = (facts: Partial<CauseNote> = {}): CauseNote => ({
  ...{ cause: "m-1", verdict: null, text: "Ask Ada.", by: { id: "p1", name: "Ada" }, version: 1 },
  ...{ at: "2026-11-22T10:00:00.000Z", ...facts },
});

interface Scene {
  byError?: CauseCount[];
  type?: string;
  fail?: number;
  mayNote?: boolean;
  rerun?: boolean;
  locale?: "en" | "zh-CN";
}

function render({
  byError = causes,
  type = "firmwareUpgrade",
  fail,
  mayNote = true,
  rerun,
  locale = "en",
}: Scene) {
  const yes = { allowed: true };
  const task = {
    ...{ connection: "plant", taskId: "65f8", name: "fw", type, status: "Processing" },
    progress: { ...noProgress, fail: fail ?? byError.reduce((sum, { count }) => sum + count, 0) },
    capabilities: { retry: yes, stop: yes, confirm: yes, delete: yes, rerun: yes },
  } as Task;
  const summary = { byStatus: {}, byError } as unknown as SubtaskSummary;
  const html = renderToStaticMarkup(
    <IntlProvider locale={locale} messages={locale === "en" ? en : zhCN} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <FailureCard
          task={task}
          summary={summary}
          acts={{} as Acts}
          mayNote={mayNote}
          onShow={() => undefined}
          onRerun={rerun ? () => undefined : undefined}
        />
        <FailureGrouping causes={byError} />
      </QueryClientProvider>
    </IntlProvider>,
  );
  return html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replace(/\s+/g, " ");
}

describe("why they failed", () => {
  it("shows five causes and says what the others add up to, in both languages", () => {
    const text = render({ fail: 300 });
    expect(text).toContain("Why 300 devices failed");
    expect(text).toContain("214 of 300 read so far");
    expect(text).toContain("Show 2 more causes, 5 devices");
    expect(text.match(/Retry \d+ /g)).toEqual([
      "Retry 118 ",
      "Retry 51 ",
      "Retry 27 ",
      "Retry 7 ",
      "Retry 6 ",
    ]);
    expect(render({})).toContain("All 214 read");
    expect(render({ locale: "zh-CN" })).toContain("再显示 2 个原因，5 台设备");
  });

  it("tells the rule that grouped them, and what each group has in common", () => {
    const text = render({
      byError: [
        cause({ count: 3 }),
        cause({ cause: "IOTDA.014016", code: "IOTDA.014016", count: 2 }),
        cause({ cause: "none", message: null }),
      ],
    });
    expect(text).toContain("How these are grouped");
    expect(text).toMatch(/3 Text like Download of <n> bytes failed/);
    expect(text).toMatch(/2 Error code IOTDA.014016/);
    expect(text).toContain("1 Neither code nor text");
  });

  it("lets the team's word stand before the built-in one, and asks for one where there is none", () => {
    const advice = { verdict: "retry_helps", key: "connection-lost" } as const;
    const builtIn = render({ byError: [cause({ advice })] });
    expect(builtIn).toMatch(/Retry helps .*The link dropped.* Retry 1 /);
    const noted = render({ byError: [cause({ advice, note: note({ verdict: "fix_first" }) })] });
    expect(noted).toMatch(/Fix first Ask Ada. The link dropped.* Retry not advised/);
    expect(noted).not.toContain("Retry 1 ");
    expect(render({ byError: [cause({ note: note() })] })).toMatch(/Ask Ada. .*Retry 1 /);
    expect(render({ byError: [cause({})] })).toContain("No advice yet Add a note");
    expect(render({ byError: [cause({})], mayNote: false })).not.toContain("Add a note");
  });

  it("offers a new task where the platform cannot retry in place, once there is a way to one", () => {
    const scene = { byError: [cause({ count: 4 })], type: "createCommands" };
    expect(render(scene)).toContain("The platform cannot retry tasks of this type in place.");
    expect(render(scene)).not.toContain("Re-run 4");
    expect(render({ ...scene, rerun: true })).toContain("Re-run 4");
  });
});
