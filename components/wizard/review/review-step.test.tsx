import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { LiveTargets } from "@/lib/contracts/target-checks";
import { taskTypes } from "@/lib/domain/task-types";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import type { WizardDraft } from "../draft";
import { legacyPlant, renderReview, textOf } from "./testing/render-review";
import { draftOf, firmware, listOf, workbook } from "./testing/reviewed";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

const groups: Partial<WizardDraft> = {
  source: "groups",
  groups: ["north", "south", "east", "west"].map((name) => ({ groupId: name, name, type: null })),
  groupIds: "north\nsouth",
};
const sources: Record<string, Partial<WizardDraft>> = {
  groups,
  list: listOf(1284),
  file: { source: "file", file: workbook },
  deviceType: { source: "deviceType", deviceType: "Meter", manufacturerId: "Acme", model: "G3" },
  area: { source: "area", deviceLocation: "Shenzhen" },
  groupNames: { source: "groupNames", groupNames: "north\nsouth" },
  broadcast: { source: "broadcast" },
};
const documents: Record<string, object> = {
  firmwareUpgrade: { package_id: firmware.packageId },
  createCommands: { service_id: "Meter", command_name: "read", paras: {} },
  updateDeviceShadows: { shadow: [{ service_id: "Meter", desired: { old: null } }] },
  DeviceCmd: { serviceId: "Meter", method: "READ" },
};
const start = (source: string) => (source === "list" ? { packages: [firmware] } : {});
const plainText = (html: string) => textOf(/<p>(.*?)<\/p>/.exec(html)?.[1] ?? "");
const cases = taskTypes
  .filter(({ viewOnly }) => !viewOnly)
  .flatMap(({ type, targetSources }) => targetSources.map((source) => [type, source] as const));
const shownFor = (type: string, source: string, locale: "en" | "zh-CN") =>
  renderReview(draftOf(type, { ...sources[source], ...start(source) }, documents[type]), {
    ...(type === "DeviceCmd" ? { connection: legacyPlant } : {}),
    locale,
  });

describe("in plain words", () => {
  it.each(cases)("%s by %s has a sentence in both languages", (type, source) => {
    for (const locale of ["en", "zh-CN"] as const) {
      const sentence = plainText(shownFor(type, source, locale));
      expect(sentence).toContain("prod-meters");
      expect(sentence).toMatch(locale === "en" ? /, as soon as it is sent\.$/ : /，发送后马上开始。$/);
      if (source === "list") expect(sentence).toContain(locale === "en" ? "1,284 devices" : "1,284 台设备");
      if (source === "file") expect(sentence).toContain("lot_7.xlsx");
    }
  });

  it.each([
    [
      "deleteDevices",
      "list",
      "Delete 1,284 devices from metering-north on prod-meters, as soon as it is sent.",
    ],
    [
      "firmwareUpgrade",
      "list",
      "Upgrade the firmware of 1,284 devices in metering-north on prod-meters to version 2.4.1, as soon as it is sent.",
    ],
    [
      "freezeDevices",
      "groups",
      "Freeze the devices of 4 groups (north, south, east and 1 more) in metering-north on prod-meters, as soon as it is sent.",
    ],
    [
      "DeviceCmd",
      "deviceType",
      "Send the command Meter.READ to every device of type Meter, manufacturer Acme, model G3 on prod-meters, as soon as it is sent.",
    ],
  ])("%s by %s reads well", (type, source, sentence) => {
    expect(plainText(shownFor(type, source, "en"))).toBe(sentence);
  });

  it("names the start in the reader's zone", () => {
    const later = { start: "set", date: "2026-11-23", time: "02:30", timeZone: "Asia/Shanghai" } as const;
    const html = renderReview(draftOf("deleteDevices", { ...listOf(1), ...later }));
    expect(plainText(html)).toMatch(/at 22 Nov 2026 18:30:00 UTC\.$/);
    expect(html).toContain(en.review.undo.scheduleFinal);
  });

  it("says how long a message is kept in the unit people would use", () => {
    const said = (ttl: number) =>
      textOf(renderReview(draftOf("createMessages", listOf(1), { message: "x", ttl })));
    expect(said(120)).toContain("for up to 2 h and");
    expect(said(95)).toContain("for up to 95 min and");
  });
});

describe("what it touches", () => {
  it("names the first and last devices and counts what is between and left out", () => {
    const draft = draftOf("deleteDevices", listOf(1284));
    const text = textOf(renderReview(draft));
    for (const end of ["wm-0001", "wm-0003", "wm-1282", "wm-1284", "1,278 more"]) expect(text).toContain(end);
    expect(text).not.toContain("wm-0004");
    expect(text).toContain(`${en.review.figure.repeats}0`);
    expect(text).toContain(`${en.review.figure.places}6 of 10`);
  });

  const live: LiveTargets = {
    tasks: [
      {
        taskId: "t-9",
        name: "other_task",
        type: "createMessages",
        status: "Processing",
        count: 3,
        sample: [],
      },
    ],
    ...{ devices: 3, checkedAt: "2026-11-22T12:02:40.000Z" },
    unknownTasks: [{ taskId: "t-8", name: "by_group", type: "createMessages", status: "Processing" }],
  };
  it("tells of other live tasks with the time of what is known, and warns", () => {
    const html = renderReview(draftOf("deleteDevices", listOf(5)), { live });
    expect(html).toContain('href="/c/plant/tasks/t-9"');
    expect(html).toContain('dateTime="2026-11-22T12:02:40.000Z"');
    expect(textOf(html)).toContain("3 of these devices are still to be done in another live task.");
    expect(textOf(html)).toContain("1 more live task may have some of them");
    expect(renderReview(draftOf("deleteDevices", listOf(5)))).not.toContain(en.review.oddTitle);
  });

  it.each(["groups", "file", "broadcast"])("says what was not checked of %s", (source) => {
    const html = shownFor(source === "broadcast" ? "DeviceCmd" : "deleteDevices", source, "en");
    expect(html).toContain(en.review.live.notChecked);
    expect(html).not.toContain(en.fleet.lookUp.title);
  });

  it("warns of a name in use and of a space without a place", () => {
    const draft = draftOf("deleteDevices", { ...listOf(1), appId: "space-2" });
    const text = textOf(renderReview(draft, { namesakes: [{ taskId: "t" }] }));
    expect(text).toContain("A task that is not over has this name already.");
    expect(text).toContain("10 of 10 places for running tasks are taken");
  });
});

describe("what is sent", () => {
  it("shortens the list for eyes and says so", () => {
    const html = renderReview(draftOf("deleteDevices", listOf(1284)));
    expect(textOf(html)).toContain('"task_type": "deleteDevices"');
    expect(textOf(html)).toContain("1,281 more device IDs are sent but not shown.");
  });

  it("numbers the upload of a workbook before the create that names its id", () => {
    const text = textOf(shownFor("deleteDevices", "file", "en"));
    expect(text).toMatch(
      /1POST\/v5\/iot\/\{project_id\}\/batchtask-files.*2POST\/v5\/iot\/\{project_id\}\/batchtasks/,
    );
    expect(text).toContain("lot_7.xlsx, 1,284 rows, 61 KB.");
    expect(text).toContain('"document_source": "<file_id>"');
  });
});

describe("what became of the last press", () => {
  const draft = draftOf("deleteDevices", listOf(2));
  const unknown = { kind: "unknown", at: "2026-11-22T12:03:04.000Z", name: "wave_2", asked: true } as const;
  const sent = { operationId: "0d6b2c6e-5c8b-4990-8344-005c02316ad1", taskId: null };

  it("a refusal of fields leads to their steps", () => {
    const told = {
      type: "t",
      title: "t",
      status: 400,
      detail: "no",
      requestId: "r",
      code: "invalid_input" as const,
    };
    const invalidParams = [{ path: "policy.scheduleTime", message: "is in the past" }];
    const error = new ApiError("invalid_input", 400, { ...told, invalidParams });
    const html = renderReview(draft, { state: { kind: "refused", error, print: "p" } });
    expect(html).toContain("&amp;step=policy");
    expect(html).toContain("is in the past");
  });

  it("a draft that was sent before leads to its operation, or to its task", () => {
    const before = renderReview(draft, { state: { kind: "sentBefore", sent } });
    expect(before).toContain(`href="/c/plant/operations/${sent.operationId}"`);
    const made = renderReview(draft, { state: { kind: "sentBefore", sent: { ...sent, taskId: "t-1" } } });
    expect(made).toContain('href="/c/plant/tasks/t-1"');
    expect(renderReview(draft, { state: { kind: "sentBefore", sent: null } })).toContain(
      en.review.outcome.sentBefore,
    );
  });

  it("a proof that was not given is no error, and nothing was sent", () => {
    const html = renderReview(draft, { state: { kind: "declined" } });
    expect(html).toContain(en.review.outcome.declinedText);
  });

  it("a lost answer asks before anything is sent again, in both languages", () => {
    const asking = (lost: "looking" | "nothing" | "unreachable") =>
      renderReview(draft, { state: { ...unknown, lost: { kind: lost } } });
    for (const lost of ["looking", "nothing", "unreachable"] as const) {
      expect(asking(lost)).toContain('role="alertdialog"');
      expect(asking(lost)).toContain(en.review.unknown.found[lost]);
    }
    expect(asking("nothing")).toContain(en.review.unknown.safe);
    expect(asking("nothing")).not.toContain(en.review.unknown.lookFirst);
    expect(asking("unreachable")).toContain(en.review.unknown.lookFirst);
    const found = renderReview(draft, {
      state: { ...unknown, lost: { kind: "found", sent: { ...sent, taskId: "t-1" } } },
      locale: "zh-CN",
    });
    expect(found).toContain(zhCN.review.unknown.found.task);
    expect(found).not.toContain(zhCN.review.unknown.again);
    const aside = renderReview(draft, { state: { ...unknown, asked: false, lost: { kind: "nothing" } } });
    expect(aside).not.toContain("alertdialog");
    expect(aside).toContain(en.review.unknown.title);
  });
});
