import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LegacyWorld, legacySlug, startLegacyWorld } from "../testing/start-legacy-world";
import { checkTargets } from "./check-targets";
import { compareGroups } from "./compare-groups";
import { findLiveTargets } from "./find-live-targets";
import { listDeviceGroups } from "./list-device-groups";
import { listDevices } from "./list-devices";
import { listGroupMembers } from "./list-group-members";
import { listProducts } from "./list-products";
import { showProduct } from "./show-product";

let world: LegacyWorld;
beforeAll(async () => {
  world = await startLegacyWorld();
});
afterAll(() => world.close());

describe("on a legacy connection", () => {
  const params = { connection: legacySlug };
  const query = { limit: 50 };
  const verbs: Record<string, () => Promise<unknown>> = {
    listProducts: () => listProducts({ ctx: world.context(), input: { params, query } }),
    showProduct: () =>
      showProduct({ ctx: world.context(), input: { params: { ...params, productId: "p" }, query: {} } }),
    listDevices: () => listDevices({ ctx: world.context(), input: { params, query } }),
    listDeviceGroups: () => listDeviceGroups({ ctx: world.context(), input: { params, query } }),
    listGroupMembers: () =>
      listGroupMembers({ ctx: world.context(), input: { params: { ...params, groupId: "g" }, query } }),
    compareGroups: () =>
      compareGroups({ ctx: world.context(), input: { params, body: { groupIds: ["a", "b"] } } }),
    checkTargets: () => checkTargets({ ctx: world.context(), input: { params, body: { ids: ["a"] } } }),
  };

  it.each(Object.entries(verbs))("%s is not offered, and nothing is called", async (_name, verb) => {
    const before = world.simulator.calls().length;
    await expect(verb()).rejects.toMatchObject({ code: "conflict" });
    expect(world.simulator.calls()).toHaveLength(before);
  });

  it("findLiveTargets works: it needs only what we hold", async () => {
    const answer = await findLiveTargets({ ctx: world.context(), input: { params, body: { ids: ["a"] } } });
    expect(answer).toMatchObject({ tasks: [], unknownTasks: [] });
  });
});
