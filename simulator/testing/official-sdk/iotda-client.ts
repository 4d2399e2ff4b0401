import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";
import type { SdkResponse } from "@huaweicloud/huaweicloud-sdk-core/SdkResponse.js";
import { SANDBOX } from "../../sandbox-defaults";
import { type Operation, type OperationInput, operationOptions } from "./operations";

/** The SDK's answer: the JSON of the body and `httpStatusCode`. */
export type SdkAnswer<T> = T & SdkResponse;

/** IoTDA by the SDK's own core: everything between an operation's arguments and the wire is Huawei's. */
export class IotdaClient {
  constructor(private readonly hcClient: HcClient) {}

  call<T = object>(operation: Operation, input?: OperationInput): Promise<SdkAnswer<T>> {
    return this.hcClient.sendRequest<SdkAnswer<T>>(operationOptions(operation, input));
  }
}

/** As the SDK's users start: with this service name a derived signature is possible, the predicate switches it on. */
export function newBuilder(): ClientBuilder<IotdaClient> {
  return new ClientBuilder((hcClient) => new IotdaClient(hcClient), "BasicCredentials")
    .withDerivedAuthServiceName("iotdm")
    .withOptions({ customUserAgent: "muster-tests" }); // the default one leaves a file in the home directory
}

/** Keys of the sandbox, for the standard signature; without a project the SDK looks it up. */
export function standardCredentials(): BasicCredentials {
  return new BasicCredentials().withAk(SANDBOX.accessKey).withSk(SANDBOX.secretKey);
}

/** The same keys with the SDK's own predicate, which says "derived" of every address that is no shared host. */
export function derivedCredentials(region: string): BasicCredentials {
  return standardCredentials()
    .withRegionId(region)
    .withDerivedPredicate((request) => BasicCredentials.getDefaultDerivedPredicate(request));
}
