import { ClientRequestException } from "@huaweicloud/huaweicloud-sdk-core/exception/ClientRequestException.js";
import { ServerResponseException } from "@huaweicloud/huaweicloud-sdk-core/exception/ServerResponseException.js";
import { ServiceResponseException } from "@huaweicloud/huaweicloud-sdk-core/exception/ServiceResponseException.js";
import { beforeEach, describe, expect, it } from "vitest";
import {
  derivedCredentials,
  type IotdaClient,
  newBuilder,
  standardCredentials,
} from "./testing/official-sdk/iotda-client";
import type { Operation, OperationInput } from "./testing/official-sdk/operations";
import { SIGNATURES, silenceSdk, startOfficial } from "./testing/official-sdk/start-official";
import { METER_FIRMWARE, meters } from "./testing/start-simulator";
import type { TaskJson } from "./testing/test-client";

const TASK = { path: { task_id: "66f1a0b2c3d4e5f607182930" } };
const upgrade = { task_name: "t", task_type: "firmwareUpgrade", document: { package_id: METER_FIRMWARE } };

/** What the SDK throws for a call. */
function refusal(iotda: IotdaClient, operation: Operation, input?: OperationInput): Promise<unknown> {
  return iotda.call(operation, input).then(
    (answer) => expect.unreachable(`answered ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
}

beforeEach(silenceSdk);

describe.each(SIGNATURES)("Huawei's SDK, signing %s, refused", (_kind, credentials) => {
  it.each<[Operation, OperationInput, number, string]>([
    ["createBatchTask", { body: { ...upgrade, task_type: "changeGateway" } }, 400, "IOTDA.000006"],
    ["createBatchTask", { body: upgrade }, 400, "IOTDA.000006"],
    ["listBatchTasks", {}, 400, "IOTDA.000006"],
    ["listBatchTasks", { query: { task_type: "createCommands", offset: 501 } }, 400, "IOTDA.000006"],
    ["showBatchTask", TASK, 404, "IOTDA.014200"],
    ["retryBatchTask", TASK, 404, "IOTDA.014200"],
    ["stopBatchTask", TASK, 404, "IOTDA.014200"],
    ["confirmBatchTask", TASK, 404, "IOTDA.014200"],
    ["deleteBatchTask", TASK, 404, "IOTDA.014200"],
    ["showApplication", { path: { app_id: "nowhere" } }, 403, "IOTDA.001000"],
    ["showDevice", { path: { device_id: "nowhere" } }, 404, "IOTDA.014000"],
  ])("%s %j with %i %s", async (operation, input, httpStatusCode, errorCode) => {
    const { simulator, client } = await startOfficial();
    const thrown = await refusal(client(credentials()), operation, input);
    expect(thrown).toBeInstanceOf(ClientRequestException);
    const requestId = simulator.calls()[0]?.requestId;
    expect(thrown).toMatchObject({
      httpStatusCode,
      errorCode,
      requestId,
      errorMsg: expect.stringMatching(/./),
    });
  });

  it("sees an operation that the task's state forbids", async () => {
    const { client } = await startOfficial();
    const iotda = client(credentials());
    const body = { ...upgrade, targets: meters(1) };
    const { task_id } = await iotda.call<TaskJson>("createBatchTask", { body });
    const thrown = await refusal(iotda, "deleteBatchTask", { path: { task_id } });
    expect(thrown).toMatchObject({ httpStatusCode: 400, errorCode: "IOTDA.014221" });
  });

  it.each([
    ["secret key", () => credentials().withSk("other")],
    ["access key", () => credentials().withAk("OTHER")],
  ])("sees a wrong %s", async (_what, wrong) => {
    const { client } = await startOfficial();
    const thrown = await refusal(client(wrong()), "showApplications");
    expect(thrown).toBeInstanceOf(ClientRequestException);
    expect(thrown).toMatchObject({ httpStatusCode: 401, errorCode: "APIGW.0301" });
  });

  it("sees a clock 15 minutes off", async () => {
    let behind = 900_000;
    const { client } = await startOfficial({ fleet: "empty", now: () => new Date(Date.now() + behind) });
    const iotda = client(credentials());
    expect(await iotda.call("showApplications")).toMatchObject({ httpStatusCode: 200 });
    behind += 1_000;
    expect(await refusal(iotda, "showApplications")).toMatchObject({ errorCode: "APIGW.0301" });
  });

  it("sees throttling, a broken platform and a broken connection for what they are", async () => {
    const { simulator, client } = await startOfficial();
    const iotda = client(credentials());
    simulator.addFault({ kind: "throttle", times: 1 });
    const throttled = await refusal(iotda, "showApplications");
    expect(throttled).toBeInstanceOf(ClientRequestException);
    expect(throttled).toMatchObject({ httpStatusCode: 429, errorCode: "APIGW.0308" });

    simulator.addFault({ kind: "status", status: 500, code: "IOTDA.000001", times: 1 });
    const broken = await refusal(iotda, "showApplications");
    expect(broken).toBeInstanceOf(ServerResponseException);
    expect(broken).toMatchObject({ httpStatusCode: 500, errorCode: "IOTDA.000001" });

    simulator.addFault({ kind: "reset", times: 1 });
    const cut = await refusal(iotda, "showApplications");
    expect(cut).toBeInstanceOf(ServiceResponseException);
    expect(cut).not.toBeInstanceOf(ClientRequestException);
    expect(cut).toMatchObject({ httpStatusCode: undefined });
    expect(await iotda.call("showApplications")).toMatchObject({ httpStatusCode: 200 });
  });
});

describe("Huawei's SDK", () => {
  it.each([
    ["of another region", "cn-south-1"],
    ["without one", ""],
  ])("is refused a derived key %s", async (_what, region) => {
    const { client } = await startOfficial({ fleet: "empty", regions: ["cn-north-4"] });
    const thrown = await refusal(client(derivedCredentials(region)), "showApplications");
    expect(thrown).toMatchObject({ httpStatusCode: 401, errorCode: "APIGW.0301" });
  });

  it("is refused a project of somebody else", async () => {
    const { simulator, url } = await startOfficial({ fleet: "empty" });
    const credentials = standardCredentials().withProjectId("ffeeddccbbaa99887766554433221100");
    const iotda = newBuilder().withCredential(credentials).withEndpoint(url).build();
    expect(await refusal(iotda, "showApplications")).toMatchObject({ errorCode: "IOTDA.000021" });
    expect(simulator.calls()).toMatchObject([{ status: 403, signature: "SDK-HMAC-SHA256" }]);
  });
});
