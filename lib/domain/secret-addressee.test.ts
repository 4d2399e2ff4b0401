import { expect, it } from "vitest";
import { readdressed, type SecretAddressee } from "./secret-addressee";

const stored: SecretAddressee = {
  ...{ kind: "v5", endpoint: "https://iotda.cn-north-4.myhuaweicloud.com/base", region: "cn-north-4" },
  ...{ projectId: "p1", appId: null, signIn: "keys", iamEndpoint: null, iamUser: null, iamDomain: null },
};

it.each([
  ["nothing", {}, []],
  ["another path", { endpoint: "https://iotda.cn-north-4.myhuaweicloud.com/other" }, []],
  ["another host", { endpoint: "https://iotda.cn-east-3.myhuaweicloud.com" }, ["endpoint"]],
  ["another port", { endpoint: "https://iotda.cn-north-4.myhuaweicloud.com:8443" }, ["endpoint"]],
  ["another region and project", { region: "cn-east-3", projectId: "p2" }, ["region", "projectId"]],
  ["another way to sign in", { signIn: "iam", iamUser: "u" }, ["signIn", "iamUser"]],
] as const)("%s: %o readdresses %o", (_, change, facts) => {
  expect(readdressed(stored, { ...stored, ...change })).toEqual(facts);
});
