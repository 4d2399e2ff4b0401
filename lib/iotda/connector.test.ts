import { describe, expect, it } from "vitest";
import { readAllowList } from "./allow-list";
import { BlockedAddress, createConnector, mayConnect, type Resolve } from "./connector";
import { parseEndpoint } from "./endpoint";

/** Spellings of addresses nobody may reach through a connection made in the settings. */
const spellings = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "0x7f.0.0.1",
  "0x7f000001",
  "0177.0.0.1",
  "017700000001",
  "2130706433",
  "127.0.0.1.",
  "１２７.０.０.１",
  "127。0。0。1",
  "%31%32%37.0.0.1",
  "0",
  "0.0.0.0",
  "10.0.0.1",
  "172.16.5.4",
  "192.168.1.1",
  "100.64.0.1",
  "100.125.1.250",
  "169.254.169.254",
  "0xA9FEA9FE",
  "192.0.0.192",
  "198.18.0.1",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "8.8.8.8",
  "[::]",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::127.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:8.8.8.8]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[2001:0:7f00:1::]",
  "[fe80::1]",
  "[fc00::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[2606:4700::1111]",
];

const untrusted = { trusted: false, allowedHosts: [] };

function connect(hostname: string, resolve: Resolve, allowedHosts: string[] = []) {
  const connector = createConnector({ trusted: false, allowedHosts }, 200, { resolve });
  return new Promise<{ error: Error | null }>((done) => {
    connector({ hostname, host: hostname, protocol: "http:", port: "9" }, (error, socket) => {
      socket?.destroy();
      done({ error });
    });
  });
}

const resolvesTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

describe("address literals", () => {
  it.each(spellings)("https://%s is refused as an endpoint", (spelling) => {
    expect(() => parseEndpoint(`https://${spelling}/`, untrusted)).toThrow(/must be a host below/);
  });

  it.each(spellings)("%s is refused by the connector, without a look-up", async (spelling) => {
    let lookups = 0;
    const { hostname } = new URL(`https://${spelling}/`);
    const { error } = await connect(hostname, async () => {
      lookups += 1;
      return [];
    });
    expect(error).toBeInstanceOf(BlockedAddress);
    expect(lookups).toBe(0);
  });
});

describe("names", () => {
  const vendor = "iotda.cn-north-4.myhuaweicloud.com";

  it.each([
    ["127.0.0.1"],
    ["::1"],
    ["10.0.0.1"],
    ["100.64.0.1"],
    ["169.254.169.254"],
    ["::ffff:169.254.169.254"],
    ["fd00::1"],
  ])("a vendor host that resolves to %s is refused", async (address) => {
    expect((await connect(vendor, resolvesTo(address))).error).toBeInstanceOf(BlockedAddress);
  });

  it("one forbidden address among good ones is enough", async () => {
    expect((await connect(vendor, resolvesTo("8.8.8.8", "127.0.0.1"))).error).toBeInstanceOf(BlockedAddress);
  });

  it("a second look-up is checked again", async () => {
    const answers = ["127.0.0.1", "192.168.0.1"];
    const resolve: Resolve = async () => [{ address: answers.shift() ?? "", family: 4 }];
    expect((await connect(vendor, resolve)).error).toBeInstanceOf(BlockedAddress);
    expect((await connect(vendor, resolve)).error).toBeInstanceOf(BlockedAddress);
    expect(answers).toHaveLength(0);
  });

  it("no address at all is refused, a failing look-up keeps its own error", async () => {
    expect((await connect(vendor, async () => [])).error).toBeInstanceOf(BlockedAddress);
    const failing: Resolve = async () => {
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    };
    expect((await connect(vendor, failing)).error).toMatchObject({ code: "ENOTFOUND" });
  });

  it("a listed name goes through to the address that was checked", async () => {
    const { error } = await connect("iot.corp.example", resolvesTo("127.0.0.1"), ["iot.corp.example"]);
    expect(error).not.toBeInstanceOf(BlockedAddress);
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
  });
});

describe("mayConnect", () => {
  it.each([
    ["iotda.cn-north-4.myhuaweicloud.com", "8.8.8.8", [], true],
    ["iotda.cn-north-4.myhuaweicloud.com", "2606:4700::1111", [], true],
    ["other.example", "8.8.8.8", [], false],
    ["other.example", "10.1.2.3", ["10.0.0.0/8"], true],
    ["other.example", "8.8.8.8", ["10.0.0.0/8"], false],
    ["10.1.2.3", "10.1.2.3", ["10.1.2.3"], true],
    ["iot.corp.example", "10.1.2.3", ["iot.corp.example"], true],
    ["iot.corp.example", "100.64.0.9", ["iot.corp.example"], false],
    ["iot.corp.example", "169.254.169.254", ["iot.corp.example", "0.0.0.0/0"], false],
    ["iot.corp.example", "100.64.0.9", ["100.64.0.0/10"], false],
    ["iot.corp.example", "100.64.0.9", ["100.64.0.9"], true],
    ["iot.corp.example", "100.64.0.9", ["100.64.0.9/32"], true],
    ["iot.corp.example", "::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["iot.corp.example", "fd00::7", ["fd00::/8"], true],
    ["iot.corp.example", "nonsense", ["iot.corp.example"], false],
  ])("%s at %s with %j: %s", (hostname, address, entries, allowed) => {
    expect(mayConnect(hostname, address, readAllowList(entries))).toBe(allowed);
  });
});
