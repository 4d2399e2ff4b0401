import { describe, expect, it } from "vitest";
import { causeNone, causeOf, describePattern, formerCausesOf, normaliseMessage } from "./failure-cause";

const id = "68f0a1b2c3d4e5f607182930";

describe("describePattern", () => {
  it.each([
    ["Download of 1048576 bytes failed", "Download of <n> bytes failed"],
    ["Download of 1.5 MB failed at 99.5%", "Download of <n> MB failed at <n>%"],
    [`Device ${id} not found`, "Device <id> not found"],
    [`Device ${id}_pump-0102 not found`, "Device <id> not found"],
    [`Device ${id}_north_pump-a7 not found.`, "Device <id> not found."],
    ["trace 550e8400-e29b-41d4-a716-446655440000 lost", "trace <id> lost"],
    ["MAC 00:1A:2b:3c:4d:5e refused", "MAC <id> refused"],
    ["serial SN4F7K20A unknown", "serial <id> unknown"],
    ["checksum a3f9c1d2 expected 0x1F2E", "checksum <id> expected <n>"],
    ["connect 10.0.0.1:8883 timed out", "connect <n>:<n> timed out"],
    ["connect [fe80::1ff:fe23:4567:890a]:8883 timed out", "connect [<n>]:<n> timed out"],
    ["no route to ::ffff:10.1.2.3", "no route to <n>"],
    ["version 1.2.3 is older than V2.4", "version <n> is older than V<n>"],
    ["failed at 2026-11-22T10:16:36Z", "failed at <n>-<n>-<n>T<n>:<n>:<n>Z"],
    ["failed at 2026-11-22 10:16:36.123", "failed at <n>-<n>-<n> <n>:<n>:<n>"],
    ["failed at 20261122T101636Z", "failed at <n>T<n>Z"],
    ["no answer for 1h30m15s", "no answer for <n>h<n>m<n>s"],
    ["GET https://obs.example.com/fw/2.4.1.bin?sign=Ab%2Fc, refused", "GET <url>, refused"],
    ["cannot write /data/ota/fw-2.4.1.bin: disk full", "cannot write <path>: disk full"],
    ["cannot write C:\\ota\\fw.bin now", "cannot write <path> now"],
    ["read/write error and/or loss", "read/write error and/or loss"],
    ["unknown property \"temp 2\" or 'hum'", "unknown property <value> or <value>"],
    ["It can't be read, it isn't there", "It can't be read, it isn't there"],
    ["设备“泵房3号”不在线", "设备<value>不在线"],
    [`设备${id}_pump-0102不存在，请检查`, "设备<id>不存在，请检查"],
    ["下载 1024 字节后中断（第 3 次，１２秒）", "下载 <n> 字节后中断（第 <n> 次，<n>秒）"],
    ["下载https://obs.example.com/fw.bin失败", "下载<url>失败"],
    ["Device Abnormal is not online", "Device Abnormal is not online"],
    ["  two\n lines\t here ", "two lines here"],
    ["", ""],
  ])("%j", (message, pattern) => {
    expect(describePattern(message)).toBe(pattern);
  });

  it("tells a very long message apart by how it begins", () => {
    const long = "a ‘b 'c 1: /d 0a ".repeat(500);
    expect(normaliseMessage(`${long} one`)).toBe(normaliseMessage(`${long} two`));
    expect(normaliseMessage(`one ${long}`)).not.toBe(normaliseMessage(`two ${long}`));
  });
});

describe("causeOf", () => {
  it("is the code, else what the message has in common with others, else none", () => {
    expect(causeOf("IOTDA.014016", "whatever")).toBe("IOTDA.014016");
    expect(causeOf(null, `Device ${id}_a gone at 10:00`)).toBe(causeOf(null, `device ${id}_b gone at 23:59`));
    expect(causeOf(null, "Device gone")).not.toBe(causeOf(null, "Device lost"));
    expect([causeOf(null, null), causeOf("", "")]).toEqual([causeNone, causeNone]);
  });

  it("gives the keys that stored rows have", () => {
    expect(causeOf(null, "Task Conflict")).toBe("m-8b0ad1430a55ca4e");
    expect(causeOf(null, "Download of 12 bytes failed")).toBe("m-8ead2bff21ccc206");
  });
});

describe("formerCausesOf", () => {
  it.each([
    "Task Conflict",
    "Download of 12 bytes failed",
    "failed at 20261122T101636Z",
    'property "a" of 68f0a1b2c3d4e5f6 is 1.5',
  ])("knows no other key of what was always grouped so: %s", (message) => {
    expect(formerCausesOf(null, message)).toEqual([]);
  });

  it("knows the key that rows of today's group were stored under", () => {
    const former = formerCausesOf(null, `Device ${id}_pump-1 not found`);
    expect(former).toEqual(["m-974591fde7a00875"]);
    expect(former).not.toContain(causeOf(null, `Device ${id}_pump-1 not found`));
    expect(formerCausesOf("IOTDA.014016", `Device ${id}_pump-1 not found`)).toEqual([]);
    expect(formerCausesOf(null, null)).toEqual([]);
  });
});
