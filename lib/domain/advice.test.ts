import { describe, expect, it } from "vitest";
import { adviseOn } from "./advice";
import { platformCodes } from "./platform-codes";

describe("adviseOn", () => {
  it.each([
    ["IOTDA.014016", "retry_helps", "device_offline"],
    ["IOTDA.014000", "fix_first", "device_missing"],
    ["IOTDA.000022", "fix_first", "no_permission"],
    ["50252", "retry_helps", "platform_internal"],
    ["APIGW.0308", "retry_helps", "throttled"],
    ["APIG.0308", "retry_helps", "throttled"],
  ])("knows the code %s", (code, verdict, key) => {
    expect(adviseOn({ code, message: "whatever" })).toEqual({ verdict, key });
  });

  it.each([
    ["Task Conflict", "check_first", "task-conflict"],
    ["Device Abnormal is not online", "retry_helps", "device_offline"],
    ["waiting for the device online timeout.", "check_first", "online-timeout"],
    ["Not enough storage for the  new firmware package", "fix_first", "not-enough-storage"],
    ["Invalid URI: coaps://10.0.0.1/fw", "fix_first", "invalid-uri"],
    ["Firmware update failed (code 7).", "check_first", "update-failed"],
  ])("knows the documented text %s", (message, verdict, key) => {
    expect(adviseOn({ code: null, message })).toEqual({ verdict, key });
  });

  it("falls back on the text when the code says nothing", () => {
    for (const code of ["IOTDA.999999", "IOTDA.000006"]) {
      expect(adviseOn({ code, message: "Task Conflict" })?.key).toBe("task-conflict");
    }
  });

  it.each([
    ["IOTDA.000006", "fix_first", "invalid_input"],
    ["IOTDA.001000", "fix_first", "space_missing"],
    ["IOTDA.000021", "fix_first", "not_subscribed"],
    ["APIGW.0601", "retry_helps", "gateway_internal"],
  ])("says what every published code is good for: %s", (code, verdict, key) => {
    expect(adviseOn({ code, message: "no text that is documented" })).toEqual({ verdict, key });
  });

  it("rests nothing on a number that is not published", () => {
    const made = [...platformCodes].filter(([, { unpublished }]) => unpublished).map(([code]) => code);
    expect(made).not.toEqual([]);
    for (const code of made) expect(adviseOn({ code, message: null })).toBeNull();
    const published = [...platformCodes].filter(([, { unpublished }]) => !unpublished);
    for (const [code] of published) expect(adviseOn({ code, message: null }), code).not.toBeNull();
  });

  it("says nothing about what nobody has written about", () => {
    expect(adviseOn({ code: null, message: null })).toBeNull();
    expect(adviseOn({ code: "IOTDA.999999", message: "The moon is wrong" })).toBeNull();
  });
});
