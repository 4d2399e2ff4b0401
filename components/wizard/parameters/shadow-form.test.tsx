import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import en from "@/lib/i18n/messages/en.json";
import { agreed, renderParameters, words } from "./testing/render-parameters";

describe("the form of a shadow", () => {
  it("says in words what is deleted and what is cleared", () => {
    const shadow: JsonObject[] = [
      { service_id: "Valve", desired: { level: null } },
      { service_id: "Meter", desired: {} },
    ];
    const html = words(
      renderParameters({ type: "updateDeviceShadows", draft: agreed, document: { shadow } }),
    );
    expect(html).toContain("Deletes level");
    expect(html).toContain("Clears the whole desired state of Meter");
    expect(html).toContain("of 10 KB");
  });

  it("offers what devices let be set, and takes no sixth service", () => {
    const one = renderParameters({
      type: "updateDeviceShadows",
      draft: agreed,
      document: { shadow: [{ service_id: "Valve" }] },
    });
    expect(one).toContain('id="w-document.shadow.0.desired.level"');
    expect(one).not.toContain("desired.total");
    expect(one).toContain(en.parameters.addService);
    const shadow = ["a", "b", "c", "d", "e"].map((service_id) => ({ service_id, desired: { x: 1 } }));
    const five = words(renderParameters({ type: "updateDeviceShadows", document: { shadow } }));
    expect(five).not.toContain(en.parameters.addService);
    expect(five).toContain("5 services, no more fit into one task.");
  });

  it("says which services come twice, and that a version is useless", () => {
    const shadow: JsonObject[] = [
      { service_id: "a", desired: { x: 1 }, version: 3 },
      { service_id: "a", desired: { x: 1 } },
    ];
    const html = renderParameters({ type: "updateDeviceShadows", document: { shadow } });
    expect(html).toContain('id="w-document.shadow.1.service_id-error"');
    expect(words(html)).toContain(en.parameters.versionUseless);
  });
});
