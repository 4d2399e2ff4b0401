import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { readDocument } from "../draft";
import { agreed, command, type ParametersCase, renderParameters, words } from "./testing/render-parameters";

const cases: ParametersCase[] = [
  {
    type: "createCommands",
    draft: agreed,
    document: { service_id: "Valve", command_name: "RESET", paras: { more: 1 } },
  },
  { type: "createCommands", draft: agreed, document: command({ position: "open", delay_s: 900, more: 1 }) },
  { type: "createCommands", document: command({ a: null, b: "x", c: [1] }) },
  { type: "createCommands", document: '{"paras": {' },
  { type: "createAsyncCommands", document: { paras: {}, send_strategy: "delay", expire_time: 5400 } },
  {
    type: "createMessages",
    document: {
      message: { a: 1 },
      topic: "x",
      properties: { user_properties: [{ prop_key: "k", prop_value: "v" }] },
    },
  },
  {
    type: "updateDeviceShadows",
    draft: agreed,
    document: {
      shadow: [
        { service_id: "Valve", desired: { level: null, extra: 1 } },
        { service_id: "Meter", desired: {} },
      ],
    },
  },
  { type: "firmwareUpgrade", document: { package_id: "p1" }, draft: { extInfo: "{" } },
  { type: "moduleUpgrade", document: { package_ids: ["p1", "gone"] } },
  { type: "DeviceCmd", document: { serviceId: "s", method: "m", paras: {} } },
  { type: "deleteDevices" },
];

describe("every form", () => {
  it.each(cases.flatMap((each) => [each, { ...each, locale: "zh-CN" as const }]))(
    "of $type names its parts, in $locale ($document)",
    (each) => {
      const html = renderParameters(each);
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      const named = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]*)"/g)];
      for (const [, list = ""] of named) for (const id of list.split(" ")) expect(ids).toContain(id);
      const bare = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !/type="(?:radio|checkbox|file)"/.test(tag) && !tag.includes("aria-label="));
      for (const tag of bare) expect(html).toContain(`for="${/ id="([^"]*)"/.exec(tag)?.[1]}"`);
    },
  );
});

describe("what is no form", () => {
  it("opens as text, with the line and column of what is wrong", () => {
    const html = words(renderParameters({ type: "createCommands", document: '{\n  "paras": {},\n}' }));
    expect(html).toContain("Line 2, column 14");
    expect(html).toContain(en.parameters.syntax.comma);
    const list = words(renderParameters({ type: "createCommands", document: "[]" }));
    expect(list).toContain(en.parameters.noObject);
  });

  it("opens as text when it is nested too deep for what checks it", () => {
    const nested = (levels: number) => `{"paras": {"a": ${"[".repeat(levels)}${"]".repeat(levels)}}}`;
    const html = words(renderParameters({ type: "createCommands", document: nested(20_000) }));
    expect(html).toContain(en.parameters.syntax.deep);
    expect(readDocument(nested(20_000))).toBeUndefined();
    expect(readDocument(nested(99))).toBeDefined();
    expect(readDocument(nested(100))).toBeUndefined();
  });

  it("opens as text when a form would change a number by touching it", () => {
    const html = words(
      renderParameters({ type: "createCommands", document: '{"paras": {"a": 12345678901234567890}}' }),
    );
    expect(html).toContain("12345678901234567890 is too long to be kept exactly");
  });

  it("stays to be seen where one part of it has another shape", () => {
    const html = words(
      renderParameters({ type: "createCommands", document: { service_id: "s", paras: "x" } }),
    );
    expect(html).toContain(en.parameters.gap.otherShape);
    expect(words(renderParameters({ type: "updateDeviceShadows", document: { shadow: [1] } }))).toContain(
      en.parameters.gap.otherShape,
    );
  });
});
