import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it, vi } from "vitest";
import { deviceKeys } from "@/lib/client/device-queries";
import { sampleSummary } from "@/lib/client/live/testing/sample-task";
import type { DeviceTaskList } from "@/lib/contracts/device-tasks";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { DeviceView } from "./device-view";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ push: () => undefined }),
  usePathname: () => "/c/plant/devices/d1",
  useSearchParams: () => new URLSearchParams(),
}));

const place = { connection: "plant", deviceId: "d1" };
const at = "2026-03-17T12:00:00.000Z";
const task = { taskId: "t1", name: "pump_fix", type: "firmwareUpgrade", status: "Fail", createdAt: at };
const subtask = {
  ...{ target: "d1", status: "Fail", platformStatus: "Fail", output: null, cause: "c", errorCode: "IOTDA.1" },
  ...{ errorMessage: "No space <left>", attempt: null, firstSeenAt: at, changedAt: null },
};

function render(list: Partial<DeviceTaskList>, locale: "en" | "zh-CN" = "en"): string {
  const client = new QueryClient();
  const page = { total: list.items?.length ?? 0, nextCursor: null, page: 1, pages: 1 };
  client.setQueryData<DeviceTaskList>(deviceKeys.tasks(place, { status: [], page: 1, size: 50 }), {
    ...{ items: [], page, byStatus: {}, notLookedAt: { unread: 0, dropped: 0 } },
    ...{ snapshot: sampleSummary().snapshot, ...list },
  });
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={locale === "en" ? en : zhCN} timeZone="UTC" now={new Date(at)}>
      <QueryClientProvider client={client}>
        <DeviceView {...place} />
      </QueryClientProvider>
    </IntlProvider>,
  );
}

describe("the page of a device", () => {
  it("tells each task's outcome, with the way to its row", () => {
    const html = render({
      items: [{ task: { ...task, createdBy: null }, subtask, advice: null }],
      byStatus: { Fail: 1, Invented: 2 },
    });
    expect(html).toContain('href="/c/plant/tasks/t1?status=all&amp;q=d1&amp;open=d1"');
    expect(html).toContain("No space &lt;left&gt;");
    expect(html).toContain('title="First seen finished');
    expect(html).toMatch(/Failed<span class="c">1<.*Invented<span class="c">2</);
  });

  it("says that there is nothing, and what it cannot tell", () => {
    const nothing = render({ notLookedAt: { unread: 1, dropped: 3 } });
    expect(nothing).toContain("No task here has had this device");
    expect(nothing).toContain("4 tasks may have had it, too");
    expect(nothing).toContain(
      "Of one task not all rows are read yet. Of 3 tasks the rows are no longer kept.",
    );
    expect(render({})).not.toContain("may have had it");
    expect(render({ notLookedAt: { unread: 0, dropped: 3 } }, "zh-CN")).toContain("另有 3 个任务");
  });
});
