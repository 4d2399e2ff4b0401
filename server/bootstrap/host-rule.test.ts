import { describe, expect, it } from "vitest";
import { chooseSignature, regionOfHost } from "@/lib/domain/platform-host";
import { parseEnvironment } from "@/lib/env";

const given = {
  HUAWEICLOUD_SDK_AK: "AK",
  HUAWEICLOUD_SDK_SK: "SK",
  HUAWEICLOUD_SDK_PROJECT_ID: "p1",
};

/** Sheet §2.1, §3.2; signing §5. */
const hosts: [string, "standard" | "derived", string | null][] = [
  ["iotda.cn-north-4.myhuaweicloud.com", "standard", "cn-north-4"],
  ["iotda.ap-southeast-3.myhuaweicloud.com", "standard", "ap-southeast-3"],
  ["iotda.me-east-1.myhuaweicloud.com", "standard", "me-east-1"],
  ["iotda.cn-north-4.myhwclouds.com", "standard", "cn-north-4"],
  ["iotda.cn-north-4.huaweicloud.cn", "standard", "cn-north-4"],
  ["iotda.myhuaweicloud.com", "standard", null],
  ["abc1234def.st1.iotda-app.cn-north-4.myhuaweicloud.com", "derived", "cn-north-4"],
  ["abc.iotda-app.la-south-2.myhuaweicloud.com", "derived", "la-south-2"],
  ["iotda.eu-west-101.myhuaweicloud.com", "derived", "eu-west-101"],
  ["iotda.cn-north-4.myhuaweicloud.com.evil.example", "derived", null],
  ["iot.example.org", "derived", null],
  ["localhost", "derived", null],
  ["127.0.0.1", "derived", null],
];

describe.each(hosts)("%s", (host, signature, region) => {
  it("is read alike by the environment and by the client", () => {
    expect([chooseSignature(host), regionOfHost(host)]).toEqual([signature, region]);
    const named = region === null ? { IOTDA_REGION: "cn-east-3" } : {};
    const { platform } = parseEnvironment({ ...given, ...named, IOTDA_ENDPOINT: host });
    expect(platform).toMatchObject({ signature, region: region ?? "cn-east-3" });
  });
});
