import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { groupSampleOptions, groupTreeOptions } from "@/lib/client/fleet-queries";
import type { LookedUp } from "@/lib/client/target-checks";
import type { DeviceGroup } from "@/lib/contracts/fleet-pickers";
import type { CheckedTarget } from "@/lib/contracts/target-checks";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import type { ChosenGroup } from "./chosen-group";
import { DeviceStatus } from "./device-status";
import { GroupPicker } from "./group-picker";
import { LookUpResult } from "./look-up-result";

function render(
  node: ReactNode,
  { locale = "en", client = new QueryClient() }: { locale?: "en" | "zh-CN"; client?: QueryClient } = {},
): string {
  const messages = locale === "en" ? en : zhCN;
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <IntlProvider locale={locale} messages={messages} timeZone="UTC">
        {node}
      </IntlProvider>
    </QueryClientProvider>,
  );
}

const group = (groupId: string, parentId: string | null, type: string | null): DeviceGroup => ({
  ...{ groupId, name: `Group ${groupId}`, description: null, parentId, type },
});

describe("GroupPicker", () => {
  const client = new QueryClient();
  const groups = [group("a", null, "STATIC"), group("b", "a", "DYNAMIC"), group("c", null, "ODD")];
  client.setQueryData(groupTreeOptions("here", null).queryKey, { groups, whole: true });
  client.setQueryData(groupSampleOptions("here", "a").queryKey, {
    items: [],
    total: 4_250,
    nextCursor: null,
  });
  const show = (chosen: ChosenGroup[]) =>
    render(<GroupPicker connection="here" appId={null} chosen={chosen} onChange={() => undefined} />, {
      client,
    });

  it("shows the top of the tree closed, with what each group is and how many devices it has", () => {
    const html = show([]);
    expect(html.match(/aria-expanded="false"/g)).toHaveLength(2);
    expect(html).not.toContain("Group b");
    expect(html).toContain("4,250 devices");
    expect(html.match(/class="tag"/g)).toHaveLength(1);
    expect(html).toContain(en.fleet.readAtRun);
  });

  it("checks what is chosen, names it above, and warns of devices in several groups", () => {
    const html = show([group("a", null, "STATIC"), group("b", "a", "DYNAMIC")]);
    expect(html.match(/checked=""/g)).toHaveLength(1);
    expect(html).toContain('aria-label="Remove Group b"');
    expect(html).toContain(en.fleet.overlap.once);
  });

  it("takes a hundred groups and no more", () => {
    const many = Array.from({ length: 100 }, (_, n) => group(n === 0 ? "a" : `x${n}`, null, null));
    expect(show(many).match(/disabled=""/g)).toHaveLength(1);
    expect(show(many.slice(1))).not.toContain('disabled=""');
  });
});

describe("LookUpResult", () => {
  const item = (deviceId: string, facts: Partial<CheckedTarget>): CheckedTarget => ({
    ...{ deviceId, state: "found", problem: null, name: null, status: "ONLINE" },
    ...{ productId: null, productName: null, nodeType: null, gatewayId: null },
    ...facts,
  });
  const found: LookedUp = {
    items: [
      item("fine", {}),
      item("gone", { state: "missing", problem: "unknown", status: null }),
      item("later", { state: "unread", status: null }),
    ],
    ...{ asked: 3, of: 10, at: "2026-11-22T12:02:40.000Z", error: null },
  };

  it("gives each figure its time and coverage, and says what is not checked", () => {
    const html = render(<LookUpResult found={found} stale={false} onLeaveOut={() => undefined} />);
    for (const text of ["2 of 10 looked up", "1 is not on the platform", "8 not checked", "Leave it out"]) {
      expect(html).toContain(text);
    }
    expect(html).toContain("Nothing against 1 device, 1 online when looked up");
    expect(html).toContain('dateTime="2026-11-22T12:02:40.000Z"');
    expect(html).toContain("gone");
    expect(html).not.toContain("later");
  });

  it("says in Chinese when the list is another one by now", () => {
    const html = render(<LookUpResult found={found} stale />, { locale: "zh-CN" });
    expect(html).toContain(zhCN.fleet.lookUp.stale);
    expect(html).toContain("8 个未检查");
  });
});

describe("DeviceStatus", () => {
  it("names what it knows, shows any other word as it came, and nothing for nothing", () => {
    expect(render(<DeviceStatus status="FROZEN" />)).toContain("Frozen");
    for (const odd of ["PONDERING", "constructor"])
      expect(render(<DeviceStatus status={odd} />)).toContain(odd);
    expect(render(<DeviceStatus status={null} />)).toBe("");
  });
});
