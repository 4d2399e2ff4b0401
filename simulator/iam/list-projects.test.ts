import { expect, it } from "vitest";
import { SANDBOX } from "../sandbox-defaults";
import { startSimulator } from "../testing/start-simulator";

type Projects = { projects: { id: string; name: string }[] };

it.each([
  ["?name=cn-north-4", [{ id: SANDBOX.projectId, name: "cn-north-4" }]],
  ["?name=ap-southeast-3", [{ id: SANDBOX.projectId, name: "ap-southeast-3" }]],
  ["?name=nowhere-1", []],
  ["", [{ id: SANDBOX.projectId, name: "cn-north-4" }]],
])("answers /v3/projects%s", async (query, projects) => {
  const { client } = await startSimulator({ fleet: "empty" });
  const { status, body } = await client.raw<Projects>("GET", `/v3/projects${query}`, undefined);
  expect([status, body.projects.map(({ id, name }) => ({ id, name }))]).toEqual([200, projects]);
});

it("tells nobody whose key it does not know", async () => {
  const { client } = await startSimulator({ fleet: "empty" });
  const signer = { ...SANDBOX, secretKey: "other" };
  const { status, body } = await client.raw<Projects>("GET", "/v3/projects", undefined, { signer });
  expect([status, body.error_code, body.projects]).toEqual([401, "APIGW.0301", undefined]);
});
