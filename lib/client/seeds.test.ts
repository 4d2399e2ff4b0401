import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { readSeeds, seedsOf } from "./seeds";

it("takes what a cache holds to another, under keys that both find", async () => {
  const server = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const key = ["subtasks", "plant", { q: "", cause: undefined, page: 1 }];
  const data = { items: [{ target: "</script>\u2028", cause: null }] };
  server.setQueryData(key, data, { updatedAt: 1_795_000_000_000 });
  await server.prefetchQuery({ queryKey: ["broken"], queryFn: () => Promise.reject(new Error("no")) });
  const seeds = readSeeds(seedsOf(server));
  expect(seeds).toHaveLength(1);
  const browser = new QueryClient();
  for (const seed of seeds) browser.setQueryData(seed.key, seed.data, { updatedAt: seed.at });
  expect(browser.getQueryData(key)).toEqual(data);
  expect(browser.getQueryState(key)?.dataUpdatedAt).toBe(1_795_000_000_000);
});
