import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { parseEndpoint } from "./endpoint";

const untrusted = (...allowedHosts: string[]) => ({ trusted: false, allowedHosts });
const trusted = { trusted: true, allowedHosts: [] };

describe("an endpoint from the settings", () => {
  it.each([
    "https://iotda.cn-north-4.myhuaweicloud.com",
    "https://abc1234def.st1.iotda-app.cn-north-4.myhuaweicloud.com",
    "https://IOTDA.cn-north-4.MyHuaweiCloud.com:443/",
  ])("%s is taken", (text) => {
    expect(parseEndpoint(text, untrusted()).hostname).toMatch(/\.myhuaweicloud\.com$/);
  });

  it.each([
    ["http://iotda.cn-north-4.myhuaweicloud.com", /must use https/],
    ["ftp://iotda.cn-north-4.myhuaweicloud.com", /must use https/],
    ["iotda.cn-north-4.myhuaweicloud.com", /needs the form/],
    ["", /needs the form/],
    ["https://", /needs the form/],
    ["https://user@iotda.cn-north-4.myhuaweicloud.com", /user name/],
    ["https://iotda.cn-north-4.myhuaweicloud.com@evil.example", /user name/],
    ["https://:p@iotda.cn-north-4.myhuaweicloud.com", /user name/],
    ["https://iotda.cn-north-4.myhuaweicloud.com/?x=1", /query/],
    ["https://iotda.cn-north-4.myhuaweicloud.com/#x", /query/],
    ["https://myhuaweicloud.com", /must be a host below/],
    ["https://evilmyhuaweicloud.com", /must be a host below/],
    ["https://iotda.cn-north-4.myhuaweicloud.com.evil.example", /must be a host below/],
    ["https://iotda.cn-north-4.myhuaweicloud.com.", /must be a host below/],
    ["https://localhost", /must be a host below/],
    ["https://127.0.0.1.nip.io", /must be a host below/],
  ])("%s is refused", (text, rule) => {
    expect(() => parseEndpoint(text, untrusted())).toThrow(AppError);
    expect(() => parseEndpoint(text, untrusted())).toThrow(rule);
  });

  it("takes what the operator lists", () => {
    expect(parseEndpoint("https://iot.corp.example", untrusted("IoT.corp.example")).host).toBe(
      "iot.corp.example",
    );
    expect(parseEndpoint("https://10.1.2.3:8443", untrusted("10.0.0.0/8")).host).toBe("10.1.2.3:8443");
    expect(parseEndpoint("https://[fd00::7]", untrusted("fd00::/8")).hostname).toBe("[fd00::7]");
    expect(() => parseEndpoint("https://11.1.2.3", untrusted("10.0.0.0/8"))).toThrow(AppError);
    expect(() => parseEndpoint("http://iot.corp.example", untrusted("iot.corp.example"))).toThrow(/https/);
  });
});

describe("an endpoint from the environment", () => {
  it.each([
    ["http://127.0.0.1:4010", "127.0.0.1:4010", ""],
    ["http://localhost:4010/", "localhost:4010", ""],
    ["https://iot.example:443/base/path/", "iot.example", "/base/path"],
    ["https://[::1]:8443", "[::1]:8443", ""],
  ])("%s is taken", (text, host, basePath) => {
    expect(parseEndpoint(text, trusted)).toMatchObject({ host, basePath });
  });

  it.each(["http://user:pass@localhost", "file:///etc/passwd", "http://localhost/?a"])(
    "%s is refused",
    (text) => {
      expect(() => parseEndpoint(text, trusted)).toThrow(AppError);
    },
  );
});
