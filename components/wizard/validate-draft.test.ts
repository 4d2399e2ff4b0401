import { describe, expect, it } from "vitest";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import { parseTargetList, summarise } from "@/lib/domain/target-list";
import { emptyDraft, type WizardDraft, withDocument } from "./draft";
import { findErrors, reachableStep } from "./validate-draft";

const now = new Date("2026-03-17T04:03:00Z");
const draftId = "3f0c1c1e-6f0e-4f6d-8f58-0d2f6f6f3a11";
const facts = { draftId, connectionKind: "v5", zone: "Asia/Shanghai", now } as const;
const read = (text: string) => ({ targetsText: text, targets: summarise(parseTargetList(text)) });
const upgrade: WizardDraft = {
  ...emptyDraft,
  ...{ type: "firmwareUpgrade", name: "fw_2_4_1_north" },
  ...read("a\nb"),
  documents: { firmwareUpgrade: '{"package_id":"68fa12bc34de56f0789a1b2c"}' },
};
const say = (draft: WizardDraft, kind: "v5" | "na" = "v5") =>
  findErrors(draft, { ...facts, connectionKind: kind }).map(({ step, field, text }) =>
    [step, field, "fault" in text ? text.fault : text.rule].join(" "),
  );
const kept = (part: Partial<KeptWorkbook>): KeptWorkbook => ({
  ...{ id: draftId, name: "a.xlsx", format: "xlsx", size: 1, type: "deleteDevices", checked: true, rows: 2 },
  ...{ problemCount: 0, problems: [], ignoredHeadings: [], first: [], last: [] },
  createdAt: "2026-03-17T04:00:00.000Z",
  ...part,
});

describe("findErrors", () => {
  it("finds nothing wrong with a complete draft", () => {
    expect(say(upgrade)).toEqual([]);
    expect(say({ ...upgrade, name: "固件_2_4_1" })).toEqual([]);
    expect(say({ ...upgrade, ...withDocument(upgrade, { package_ids: ["a", "b"] }) })).toEqual([]);
  });

  it("names what is missing, step by step", () => {
    const errors = findErrors({ ...emptyDraft, type: "firmwareUpgrade" }, facts);
    expect(errors.map((each) => each.step)).toEqual(["type", "targets", "parameters"]);
    expect(say(emptyDraft)[0]).toBe("type w-type type");
    expect(reachableStep("review", errors)).toBe("type");
    expect(reachableStep("review", errors.slice(1))).toBe("targets");
    expect(reachableStep("targets", errors.slice(2))).toBe("targets");
  });

  it.each<[Partial<WizardDraft>, string]>([
    [{ name: "with space" }, "type w-name pattern"],
    [{ name: "x".repeat(129) }, "type w-name too_long"],
    [read("a\nb b"), "targets w-targets badTargets"],
    [read(Array.from({ length: 30_001 }, (_, i) => `d${i}`).join("\n")), "targets w-targets tooManyTargets"],
    [{ documents: { firmwareUpgrade: "" } }, "parameters w-document package"],
    [{ documents: { firmwareUpgrade: "{broken" } }, "parameters w-document documentForm"],
    [
      { documents: { firmwareUpgrade: '{"package_id":"no spaces"}' } },
      "parameters w-document.package_id pattern",
    ],
    [{ extInfo: JSON.stringify({ a: "x".repeat(512) }) }, "parameters w-extInfo too_long"],
    [{ start: "set" }, "policy w-policy.scheduleTime startMissing"],
    [{ start: "set", date: "2026-03-17", time: "11:00" }, "policy w-policy.scheduleTime past"],
    [{ start: "set", date: "2026-03-25", time: "11:00" }, "policy w-policy.scheduleTime too_late"],
    [{ retry: true, retryMinutes: "1441" }, "policy w-policy.retryIntervalMinutes range"],
    [{ retry: true, retryCount: 6 }, "policy w-policy.retryCount range"],
    [{ source: "groups" }, "targets w-targets noGroups"],
  ])("%o is %s", (part, said) => {
    expect(say({ ...upgrade, ...part })).toEqual([said]);
  });

  it("says of text that is no number, and of extra info that is no object, that it is not", () => {
    expect(say({ ...upgrade, retry: true, retryMinutes: "soon" })).toEqual([
      expect.stringMatching(/^policy w-policy\.retryIntervalMinutes /),
    ]);
    expect(say({ ...upgrade, extInfo: "[1]" })).toEqual([expect.stringMatching(/^parameters w-extInfo /)]);
    expect(say({ ...upgrade, extInfo: "{broken" })).toEqual([
      expect.stringMatching(/^parameters w-extInfo /),
    ]);
  });

  it("wants a spreadsheet that was checked for this very type, without a row to fix", () => {
    const records = { ...upgrade, type: "deleteDevices", source: "file", documents: {} } as const;
    expect(say({ ...records, file: kept({}) })).toEqual([]);
    expect(say({ ...records, file: null })).toEqual(["targets w-targets noFile"]);
    expect(say({ ...records, file: kept({ type: "freezeDevices" }) })).toEqual(["targets w-targets noFile"]);
    expect(say({ ...records, file: kept({ problemCount: 3 }) })).toEqual(["targets w-targets badRows"]);
  });

  it("knows what a legacy connection wants instead", () => {
    const legacy: WizardDraft = {
      ...{ ...emptyDraft, ...read("a"), type: "DeviceCmd", name: "valve" },
      documents: { DeviceCmd: '{"serviceId":"Valve","method":"SET"}' },
    };
    expect(say(legacy, "na")).toEqual([]);
    expect(say({ ...legacy, timeoutMinutes: "9" }, "na")).toEqual(["policy w-timeoutMinutes range"]);
    expect(say({ ...legacy, source: "area" }, "na")).toEqual([
      expect.stringMatching(/^targets w-targets\.deviceLocation /),
    ]);
    expect(say({ ...legacy, source: "broadcast" }, "na")).toEqual([]);
  });
});
