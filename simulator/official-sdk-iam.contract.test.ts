import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { GlobalCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/GlobalCredentials.js";
import { ClientRequestException } from "@huaweicloud/huaweicloud-sdk-core/exception/ClientRequestException.js";
import {
  IamClient,
  KeystoneCreateUserTokenByPasswordRequest,
  KeystoneListProjectsRequest,
} from "@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js";
import { expect, it } from "vitest";
import { SANDBOX } from "./sandbox-defaults";
import { REGION, silenceSdk, startOfficial } from "./testing/official-sdk/start-official";

/** A login as a user of the SDK writes it. */
function login(password: string) {
  const user = { name: "sandbox", password, domain: { name: "sandbox" } };
  const identity = { methods: ["password"], password: { user } };
  const body = { auth: { identity, scope: { project: { name: REGION } } } };
  return Object.assign(new KeystoneCreateUserTokenByPasswordRequest(), { body });
}

function accountKeys(): GlobalCredentials {
  return new GlobalCredentials().withAk(SANDBOX.accessKey).withSk(SANDBOX.secretKey).withDomainId("sandbox");
}

async function startIam(credentials = accountKeys()) {
  const { simulator, url } = await startOfficial({ fleet: "empty" });
  const options = { customUserAgent: "muster-tests" };
  const builder = IamClient.newBuilder().withCredential(credentials).withEndpoint(url).withOptions(options);
  return { simulator, url, iam: builder.build() };
}

it("lets Huawei's IAM client log in and find the project", async () => {
  const { simulator, url, iam } = await startIam();
  const answer = await iam.keystoneCreateUserTokenByPassword(login("sandbox"));
  expect(answer).toMatchObject({ httpStatusCode: 201, token: { project: { id: SANDBOX.projectId } } });
  const token = "X-Subject-Token" in answer ? String(answer["X-Subject-Token"]) : "";
  const headers = { "X-Auth-Token": token };
  const apps = await fetch(`${url}/v5/iot/${SANDBOX.projectId}/apps`, { headers });
  expect(apps.status).toBe(200);

  const projects = await iam.keystoneListProjects(new KeystoneListProjectsRequest().withName(REGION));
  expect(projects).toMatchObject({ projects: [{ id: SANDBOX.projectId, name: REGION }] });
  expect(simulator.calls().map((call) => call.signature)).toEqual(["none", "token", "SDK-HMAC-SHA256"]);
});

it("lets it sign with a derived key too", async () => {
  const credentials = accountKeys()
    .withRegionId(REGION)
    .withDerivedPredicate((request) => BasicCredentials.getDefaultDerivedPredicate(request));
  credentials.processDerivedAuthParams("iotdm", REGION);
  const { simulator, iam } = await startIam(credentials);
  const projects = await iam.keystoneListProjects(new KeystoneListProjectsRequest().withName("nowhere-1"));
  expect(projects).toMatchObject({ httpStatusCode: 200, projects: [] });
  expect(simulator.calls()).toMatchObject([{ signature: "V11-HMAC-SHA256" }]);
});

it("tells it that the password is wrong", async () => {
  silenceSdk();
  const { iam } = await startIam();
  const refused = iam.keystoneCreateUserTokenByPassword(login("wrong"));
  await expect(refused).rejects.toBeInstanceOf(ClientRequestException);
  await expect(refused).rejects.toMatchObject({ httpStatusCode: 401, errorCode: 401 });
});
