import { describe, expect, it } from "vitest";
import { renderParameters, targetsOf, words } from "./testing/render-parameters";

/** The choices of the table: `radio p1 checked`. */
const boxes = (html: string) =>
  [...html.matchAll(/<input[^>]*id="package-(\w+)"[^>]*>/g)].map(
    ([tag, id]) => `${/type="(\w+)"/.exec(tag)?.[1]} ${id}${tag.includes("checked") ? " checked" : ""}`,
  );

describe("the packages of an upgrade", () => {
  it("are boxes with their module for modules, and keep those the list does not have", () => {
    const html = renderParameters({ type: "moduleUpgrade", document: { package_ids: ["p1", "gone"] } });
    expect(boxes(html)).toEqual(["checkbox p1 checked", "checkbox p2"]);
    expect(words(html)).toContain("modem");
    expect(words(html)).toContain("Named in the document, but not in this list: gone");
  });

  it("are radio buttons until somebody wants several", () => {
    const one = renderParameters({ type: "firmwareUpgrade", document: { package_id: "p2" } });
    expect(boxes(one)).toEqual(["radio p1", "radio p2 checked"]);
    const several = renderParameters({ type: "firmwareUpgrade", document: { package_ids: ["p2"] } });
    expect(boxes(several)).toEqual(["checkbox p1", "checkbox p2 checked"]);
  });

  it("are compared with the products of the device ids", () => {
    const targets = targetsOf([{ productId: "ff", count: 1 }], 2);
    const html = words(
      renderParameters({ type: "moduleUpgrade", document: { package_ids: ["p1"] }, draft: { targets } }),
    );
    expect(html).toContain("1 of 2 device IDs begin with another product");
  });

  it("count extra info as it travels, and say where it is no JSON", () => {
    const draft = (extInfo: string) => ({ extInfo });
    expect(words(renderParameters({ type: "firmwareUpgrade", draft: draft('{ "a" : 1 }') }))).toContain(
      "7 of 512 characters",
    );
    expect(words(renderParameters({ type: "firmwareUpgrade", draft: draft('{\n"a" 1}') }))).toContain(
      "Line 2, column 5",
    );
  });
});
