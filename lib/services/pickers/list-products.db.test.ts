import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  ListProductsQuery,
  ProductList,
  ProductWithModel,
  type ShowProductQuery,
} from "@/lib/contracts/products";
import { operator, productId, slug, startWorld, type World } from "../testing/start-world";
import { listProducts } from "./list-products";
import { showProduct } from "./show-product";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.simulator.clearFaults());
afterAll(() => world.close());

const list = async (query: Record<string, string | number> = {}) =>
  ProductList.parse(
    await listProducts({
      ctx: world.context(),
      input: { params: { connection: slug }, query: ListProductsQuery.parse(query) },
    }),
  );
const show = async (id: string, query: ShowProductQuery = {}) =>
  ProductWithModel.parse(
    await showProduct({
      ctx: world.context(),
      input: { params: { connection: slug, productId: id }, query },
    }),
  );

describe("listProducts", () => {
  it("lists every product once, whatever the size of a page, and says how many there are", async () => {
    const whole = await list();
    expect(whole).toMatchObject({ total: 6, nextCursor: null });
    expect(new Set(whole.items.map((row) => row.productId)).size).toBe(6);
    for (const limit of [1, 4, 6]) {
      const rows: ProductList["items"] = [];
      let page = await list({ limit });
      for (;;) {
        expect(page.items.length).toBeLessThanOrEqual(limit);
        rows.push(...page.items);
        if (page.nextCursor === null) break;
        page = await list({ limit, cursor: page.nextCursor });
      }
      expect(rows).toEqual(whole.items);
    }
  });

  it("narrows by space and by a part of a text", async () => {
    const names = async (query: Record<string, string>) => (await list(query)).items.map(({ name }) => name);
    const harbour = "4e9a26d81c704f5ab3e07d92c6518fb0";
    expect(await names({ q: "METER" })).toEqual(["Gas meter GM-NB", "Water meter WM-300"]);
    expect((await list({ q: "meter" })).total).toBeNull();
    expect(await names({ appId: harbour })).toEqual(["Room sensor RS-1", "Building gateway GW-7"]);
    expect(await names({ appId: harbour, q: "gateway" })).toEqual(["Building gateway GW-7"]);
    expect(await names({ q: productId.slice(-6) })).toEqual(["Water meter WM-300"]);
    expect(await names({ q: "submarine" })).toEqual([]);
  });

  it("refuses a cursor of another query", async () => {
    const { nextCursor } = await list({ limit: 1 });
    await expect(list({ limit: 1, q: "meter", cursor: nextCursor ?? "" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it.each([
    [{ kind: "reset" }, "upstream_unavailable"],
    [{ kind: "throttle" }, "upstream_throttled"],
    [{ kind: "html", status: 200 }, "upstream_contract"],
  ] as const)("says what is the matter with the platform: %o", async (fault, code) => {
    world.simulator.addFault({ ...fault, match: { path: "/products" } });
    await expect(list()).rejects.toMatchObject({ code });
    await expect(show(productId)).rejects.toMatchObject({ code });
  });

  it("shows nothing to a stranger", async () => {
    const ctx = world.context({ ...operator, grants: {} });
    const query = ListProductsQuery.parse({});
    const input = { params: { connection: slug }, query };
    await expect(listProducts({ ctx, input })).rejects.toMatchObject({ code: "not_found" });
    const one = { params: { connection: slug, productId }, query: {} };
    await expect(showProduct({ ctx, input: one })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("showProduct", () => {
  it("describes what a device of it can be told", async () => {
    const product = await show(productId);
    expect(product).toMatchObject({ productId, name: "Water meter WM-300", protocol: "MQTT" });
    expect(product.services).toEqual([
      {
        serviceId: "meter",
        description: null,
        commands: [
          {
            name: "VALVE",
            parameters: [
              expect.objectContaining({ name: "open", type: "int", required: true, min: 0, max: 1 }),
            ],
          },
        ],
        properties: [
          expect.objectContaining({ name: "total", writable: false }),
          expect.objectContaining({
            name: "report_interval",
            writable: true,
            min: 5,
            max: 1440,
            unit: "min",
          }),
        ],
      },
    ]);
  });

  it("does not find what is not there, or is in another space", async () => {
    const missing = { code: "not_found" };
    await expect(show("65e1a0c04c3d5e6f708192ff")).rejects.toMatchObject(missing);
    await expect(show(productId, { appId: "4e9a26d81c704f5ab3e07d92c6518fb0" })).rejects.toMatchObject(
      missing,
    );
    expect(await show(productId, { appId: "b7d1c0f4a95e4c3e8f20d6137a4be915" })).toMatchObject({ productId });
  });
});
