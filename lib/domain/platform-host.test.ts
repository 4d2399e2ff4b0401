import { expect, it } from "vitest";
import { chooseSignature, iamEndpointOf, regionOfHost } from "./platform-host";

it.each([
  ["iotda.cn-north-4.myhuaweicloud.com", "standard"],
  ["iotda.ap-southeast-3.myhuaweicloud.com", "standard"],
  ["iotda.myhuaweicloud.com", "standard"],
  ["iotda.cn-north-4.myhwclouds.com", "standard"],
  ["iotda.cn-north-4.huaweicloud.cn", "standard"],
  ["abc1234def.st1.iotda-app.cn-north-4.myhuaweicloud.com", "derived"],
  ["iotda.eu-west-101.myhuaweicloud.com", "derived"],
  ["iotda.cn-north-4.myhuaweicloud.com.evil.example", "derived"],
  ["localhost", "derived"],
  ["127.0.0.1", "derived"],
  ["iot.example.org", "derived"],
])("%s is %s", (host, kind) => {
  expect(chooseSignature(host)).toBe(kind);
});

it.each([
  ["abc1234def.st1.iotda-app.cn-north-4.myhuaweicloud.com", "cn-north-4"],
  ["abc.st1.iotda-app.la-south-2.myhuaweicloud.com", "la-south-2"],
  ["iotda.cn-north-4.myhuaweicloud.com", "cn-north-4"],
  ["127.0.0.1", null],
  ["iot.example.org", null],
])("the region of %s is %s", (host, region) => {
  expect(regionOfHost(host)).toBe(region);
});

it("names the sign-in of a region", () => {
  expect(iamEndpointOf("cn-north-4")).toBe("https://iam.cn-north-4.myhuaweicloud.com");
});
