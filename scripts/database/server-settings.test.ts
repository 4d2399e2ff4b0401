import { expect, it } from "vitest";
import { renderServerSettings } from "./server-settings";

it("listens on this machine only, and quotes values", () => {
  const lines = renderServerSettings(5433, { application_name: "it's" }).split("\n");
  expect(lines).toContain("listen_addresses = '127.0.0.1'");
  expect(lines).toContain("port = '5433'");
  expect(lines).toContain("application_name = 'it''s'");
});

it("lets a caller override a setting", () => {
  expect(renderServerSettings(5433, { max_connections: 200 }).match(/max_connections = '(\d+)'/g)).toEqual([
    "max_connections = '200'",
  ]);
});
