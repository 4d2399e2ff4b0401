import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import {
  agreed,
  chosen,
  command,
  productId,
  renderParameters,
  targetsOf,
  words,
} from "./testing/render-parameters";

describe("the form of a command", () => {
  it("takes the product all device ids begin with, and offers what its model knows", () => {
    const html = renderParameters({
      type: "createCommands",
      draft: agreed,
      document: command({ position: "open" }),
    });
    expect(chosen(html, "w-product")).toBe(productId);
    expect(chosen(html, "w-document.service_id")).toBe("Valve");
    expect(words(html)).toContain("delay_s int, 0 to 600 s, optional");
    expect(html).toContain('id="w-document.paras.delay_s"');
  });

  it.each([
    ["do not agree", { targets: targetsOf([{ productId, count: 1 }], 2) }],
    ["are none", {}],
    ["belong to nobody's choice", { ...agreed, product: { productId: "", name: "" } }],
  ])("asks for names and values when the ids %s", (_, draft) => {
    const html = renderParameters({ type: "createCommands", draft, document: command({ position: "open" }) });
    expect(chosen(html, "w-product")).toBe("");
    expect(html).not.toContain('<select id="w-document.service_id"');
    expect(html).toContain('value="position"');
  });

  it("says what the product does not allow, and counts what is sent", () => {
    const paras = { position: "closed", delay_s: 900, reason: "burst main, sector 17", extra: true };
    const html = words(renderParameters({ type: "createCommands", draft: agreed, document: command(paras) }));
    expect(html).toContain("The product allows 0 to 600.");
    expect(html).toContain("The product's model does not have this.");
    expect(html).toContain("21 of 32");
    expect(html).toContain("142 bytes of 256 KB");
    expect(html).toContain(en.parameters.syncNote);
  });

  it("warns of parameters some platforms find too large", () => {
    const document = { paras: { a: "x".repeat(32 * 1024) }, send_strategy: "delay" };
    const html = renderParameters({ type: "createAsyncCommands", document });
    expect(words(html)).toContain("some platforms take no more than 32 KB");
    expect(words(renderParameters({ type: "createAsyncCommands", document: { paras: {} } }))).not.toContain(
      "32 KB",
    );
  });

  it("asks how long to keep it only where it is kept", () => {
    const kept = renderParameters({
      type: "createAsyncCommands",
      document: { paras: {}, expire_time: 5400 },
    });
    expect(words(kept)).toContain("Expires after 1 h 30 min.");
    const gone = { paras: {}, send_strategy: "immediately" };
    expect(renderParameters({ type: "createAsyncCommands", document: gone })).not.toContain(
      "w-document.expire_time",
    );
    const both = words(
      renderParameters({ type: "createAsyncCommands", document: { ...gone, expire_time: 60 } }),
    );
    expect(both).toContain(en.parameters.expiry);
    expect(both).toContain("Expiry:");
  });

  it("of a legacy platform has no product to choose", () => {
    const html = renderParameters({ type: "DeviceCmd", document: { serviceId: "s", method: "m" } });
    expect(html).not.toContain("w-product");
    expect(html).toContain('id="w-document.method"');
  });
});
