import { describe, expect, it } from "vitest";
import { CreateTask } from "@/lib/contracts/create-task";
import { parseTargetList, summarise } from "@/lib/domain/target-list";
import { buildTask, countOf } from "./build-task";
import { emptyDraft, isSuggestedName, sourceOf, suggestName, type WizardDraft, withDocument } from "./draft";

const now = new Date("2026-03-17T04:03:00Z");
const draftId = "3f0c1c1e-6f0e-4f6d-8f58-0d2f6f6f3a11";
const facts = { draftId, zone: "Asia/Shanghai", now };
const upgrade: WizardDraft = {
  ...emptyDraft,
  ...{ type: "firmwareUpgrade", name: "fw_2_4_1_north", targetsText: "a\nb" },
  targets: summarise(parseTargetList("a\nb")),
  documents: { firmwareUpgrade: '{"package_id":"68fa12bc34de56f0789a1b2c"}', createMessages: "{}" },
};

describe("the request of a draft", () => {
  it("is what the API takes", () => {
    const task = buildTask(
      {
        ...{ ...upgrade, start: "set", date: "2026-03-18", time: "02:30", retry: true, retryMinutes: "0" },
        ...{ extInfo: '{"a":1}', gatewayMode: true, appId: "space", reason: " CHG-1 " },
      },
      facts,
    );
    expect(CreateTask.parse(task)).toEqual(task);
    expect(task).toEqual({
      ...{ name: "fw_2_4_1_north", type: "firmwareUpgrade", appId: "space", mode: "GATEWAY" },
      ...{ extInfo: { a: 1 }, targets: { kind: "list", ids: ["a", "b"] }, draftId, reason: "CHG-1" },
      document: { package_id: "68fa12bc34de56f0789a1b2c" },
      policy: { scheduleTime: "2026-03-17T18:30:00.000Z", retryCount: 2, retryIntervalMinutes: 0 },
    });
  });

  it("leaves out what belongs to other types, sources and starts", () => {
    const task = buildTask({ ...upgrade, start: "confirmed", date: "2026-03-18" }, facts);
    expect(task).toMatchObject({ needConfirm: true });
    expect(task).not.toHaveProperty("policy");
    const message = buildTask(
      { ...upgrade, type: "createMessages", start: "confirmed", gatewayMode: true },
      facts,
    );
    expect(message).toEqual({
      ...{ name: "fw_2_4_1_north", type: "createMessages", draftId, document: {} },
      targets: { kind: "list", ids: ["a", "b"] },
    });
  });

  it("takes a spreadsheet from the draft, and a legacy command with its own limits", () => {
    expect(buildTask({ ...upgrade, type: "deleteDevices", source: "file" }, facts).targets).toEqual({
      kind: "file",
      draftId,
    });
    const legacy = { ...upgrade, type: "DeviceCmd", source: "groupNames", groupNames: "n\n e , n" } as const;
    expect(
      buildTask({ ...legacy, ...withDocument(legacy, { serviceId: "s", method: "m" }), retry: true }, facts),
    ).toEqual({
      ...{ name: "fw_2_4_1_north", type: "DeviceCmd", draftId, document: { serviceId: "s", method: "m" } },
      ...{ targets: { kind: "groupNames", names: ["n", "e"] }, timeoutMinutes: 30 },
    });
  });

  it("counts only what is known", () => {
    expect(countOf(upgrade)).toBe(2);
    expect(countOf({ ...upgrade, source: "groups" })).toBeNull();
    expect(sourceOf({ type: "createDevices", source: "groups" })).toBe("file");
    expect(sourceOf({ type: "deleteDevices", source: "groups" })).toBe("groups");
  });
});

describe("suggestName", () => {
  it("is a name the platform takes, and known as ours", () => {
    const name = suggestName("softwareUpgrade", "2026-03-17", "12:03");
    expect(name).toBe("softwareUpgrade_20260317_1203");
    expect(isSuggestedName(name)).toBe(true);
    expect(isSuggestedName("mine_1")).toBe(false);
  });
});
