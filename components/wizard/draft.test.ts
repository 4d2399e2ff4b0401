import { describe, expect, it } from "vitest";
import { CreateTask } from "@/lib/contracts/create-task";
import { parseTargetList } from "@/lib/domain/target-list";
import { buildTask, toPlatformRequest } from "./build-task";
import { emptyDraft, suggestName, type WizardDraft } from "./draft";
import { findErrors, reachableStep } from "./validate-draft";

const now = new Date("2026-03-17T04:03:00Z");
const zone = "Asia/Shanghai";
const complete: WizardDraft = {
  ...emptyDraft,
  type: "firmwareUpgrade",
  name: "fw_2_4_1_north",
  targetsText: "a\nb",
  targets: parseTargetList("a\nb"),
  package: {
    packageId: "68fa12bc34de56f0789a1b2c",
    type: "firmwarePackage",
    version: "2.4.1",
    productId: null,
    productName: null,
    sourceVersions: [],
    description: null,
    createdAt: null,
  },
};
const keys = (part: Partial<WizardDraft>) =>
  findErrors({ ...complete, ...part }, zone, now).map((each) => each.key);

describe("findErrors", () => {
  it("finds nothing wrong with a complete draft", () => {
    expect(keys({})).toEqual([]);
    expect(keys({ name: "固件_2_4_1" })).toEqual([]);
  });

  it("names what is missing, step by step", () => {
    const errors = findErrors(emptyDraft, zone, now);
    expect(errors.map((each) => `${each.step} ${each.key}`)).toEqual([
      "type type",
      "type nameMissing",
      "targets noTargets",
      "parameters package",
    ]);
    expect(reachableStep("review", errors)).toBe("type");
    expect(reachableStep("review", errors.slice(2))).toBe("targets");
    expect(reachableStep("targets", errors.slice(3))).toBe("targets");
  });

  it.each<[Partial<WizardDraft>, string]>([
    [{ name: "with space" }, "nameForm"],
    [{ name: "x".repeat(129) }, "nameForm"],
    [{ targets: parseTargetList("a\nb b") }, "badTargets"],
    [
      { targets: parseTargetList(Array.from({ length: 30_001 }, (_, i) => `d${i}`).join("\n")) },
      "tooManyTargets",
    ],
    [{ extInfo: "[1]" }, "extInfoForm"],
    [{ extInfo: "{broken" }, "extInfoForm"],
    [{ extInfo: JSON.stringify({ a: "x".repeat(512) }) }, "extInfoLength"],
    [{ start: "set" }, "startMissing"],
    [{ start: "set", date: "2026-03-17", time: "11:00" }, "startPast"],
    [{ retry: true, retryMinutes: "" }, "retryMinutes"],
    [{ retry: true, retryMinutes: "1441" }, "retryMinutes"],
  ])("%o is %s", (part, key) => {
    expect(keys(part)).toEqual([key]);
  });
});

describe("the request of a draft", () => {
  it("is what the API takes and what the platform is sent", () => {
    const task = buildTask(
      {
        ...complete,
        start: "set",
        date: "2026-03-18",
        time: "02:30",
        retry: true,
        retryMinutes: "0",
        extInfo: '{"a":1}',
      },
      zone,
      now,
    );
    expect(CreateTask.parse(task)).toEqual(task);
    expect(task && toPlatformRequest(task)).toEqual({
      task_name: "fw_2_4_1_north",
      task_type: "firmwareUpgrade",
      task_ext_info: { a: 1 },
      targets: ["a", "b"],
      document: { package_id: "68fa12bc34de56f0789a1b2c" },
      task_policy: { schedule_time: "20260317T183000Z", retry_count: 2, retry_interval: 0 },
    });
  });

  it("says nothing about a policy there is none of", () => {
    const task = buildTask({ ...complete, start: "confirmed", gatewayMode: true, appId: "space" }, zone, now);
    expect(task && toPlatformRequest(task, 1)).toEqual({
      app_id: "space",
      task_name: "fw_2_4_1_north",
      task_type: "firmwareUpgrade",
      task_mode: "GATEWAY",
      need_confirm: true,
      targets: ["a"],
      document: { package_id: "68fa12bc34de56f0789a1b2c" },
    });
    expect(buildTask(emptyDraft, zone, now)).toBeNull();
  });
});

describe("suggestName", () => {
  it("is a name the platform takes", () => {
    expect(suggestName("softwareUpgrade", "2026-03-17", "12:03")).toBe("software_20260317_1203");
  });
});
