import { describe, expect, it, vi } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { legacyPlant, renderPanel, textOf } from "./testing/render-review";
import { draftOf, firmware, listOf, workbook } from "./testing/reviewed";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

const typedField = 'id="w-typed"';
const button = (html: string) => /<button[^>]*sendbtn[^>]*>.*?<\/button>/.exec(html)?.[0] ?? "";

describe("the confirm panel", () => {
  it.each([
    ["deleteDevices", "Type delete 1284 to confirm", "Delete 1,284 devices"],
    ["freezeDevices", "Type freeze 1284 to confirm", "Freeze 1,284 devices"],
    ["moduleUpgrade", "Type upgrade 1284 to confirm", "Upgrade 1,284 devices"],
  ])("takes the words and a reason for %s", (type, label, words) => {
    const html = renderPanel(draftOf(type, { ...listOf(1284), packages: [firmware], reason: "CHG-1" }));
    expect(textOf(html)).toContain(label);
    expect(textOf(button(html))).toBe(words);
    expect(button(html)).toContain("danger");
    expect(button(html)).toContain('aria-disabled="true"');
    expect(html).toContain(en.common.typed.works);
    expect(html).toContain('required=""');
  });

  it("asks in the reader's language", () => {
    const html = renderPanel(draftOf("deleteDevices", listOf(1284)), { locale: "zh-CN" });
    expect(textOf(html)).toContain("输入 删除 1284 以确认");
    expect(textOf(button(html))).toBe("删除 1,284 台设备");
  });

  it("takes the task's name where nobody knows the count", () => {
    const groups = [{ groupId: "g", name: "north", type: null }];
    const html = renderPanel(draftOf("deleteDevices", { source: "groups", groups }));
    expect(textOf(html)).toContain("Type delete wave_2 to confirm");
    expect(textOf(button(html))).toBe("Delete one group");
    const xls = { ...workbook, checked: false, rows: null };
    expect(textOf(renderPanel(draftOf("freezeDevices", { source: "file", file: xls })))).toContain(
      "Type freeze wave_2 to confirm",
    );
  });

  it("takes one press for what can be sent anew, the reason being optional", () => {
    for (const [type, words] of [
      ["createMessages", "Send to 3 devices"],
      ["unfreezeDevices", "Unfreeze 3 devices"],
    ] as const) {
      const html = renderPanel(draftOf(type, listOf(3), { message: "x" }));
      expect(html).not.toContain(typedField);
      expect(textOf(button(html))).toBe(words);
      expect(button(html)).toContain('aria-disabled="false"');
      expect(html).not.toContain('required=""');
    }
    const everyone = draftOf("DeviceCmd", { source: "broadcast" }, { serviceId: "a", method: "b" });
    expect(textOf(button(renderPanel(everyone, { connection: legacyPlant })))).toBe("Send to every device");
  });

  it("says where it goes", () => {
    const text = textOf(renderPanel(draftOf("deleteDevices", listOf(1))));
    for (const fact of ["prod-meters", "cn-north-4", "metering-north", "6 of 10 tasks"])
      expect(text).toContain(fact);
    const legacy = textOf(renderPanel(draftOf("DeviceCmd", listOf(1)), { connection: legacyPlant }));
    expect(legacy).not.toContain(en.review.fact.running);
  });

  it.each(["saving", "sending", "leaving"] as const)("is busy while it is %s, and says so", (kind) => {
    const html = renderPanel(draftOf("createMessages", listOf(3)), { state: { kind } });
    expect(button(html)).toContain('aria-busy="true"');
    expect(button(html)).toContain('aria-disabled="true"');
    expect(textOf(button(html))).toBe(en.review.busy[kind]);
    expect(html).toContain("readOnly");
  });

  it("has no button for what was sent already", () => {
    const html = renderPanel(draftOf("createMessages", listOf(3)), {
      state: { kind: "sentBefore", sent: null },
    });
    expect(button(html)).toBe("");
  });
});
