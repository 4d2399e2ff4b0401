import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EnvironmentError, parseEnvironment } from "./env";
import { variables } from "./env/variables";

const secret = "0123456789abcdef0123456789abcdef";
const v5 = {
  IOTDA_ENDPOINT: "https://abc.st1.iotda-app.cn-north-4.myhuaweicloud.com",
  HUAWEICLOUD_SDK_AK: "AKAKAKAK",
  HUAWEICLOUD_SDK_SK: "SKSKSKSK",
  HUAWEICLOUD_SDK_PROJECT_ID: "0123456789abcdef0123456789abcdef",
};
const iam = { IOTDA_IAM_USER: "user", IOTDA_IAM_PASSWORD: "pass word", IOTDA_IAM_DOMAIN: "account" };
const na = { IOTDA_NA_ENDPOINT: "https://192.0.2.1:8743", IOTDA_NA_APP_ID: "app", IOTDA_NA_SECRET: "s" };
const oidc = {
  MUSTER_OIDC_ISSUER: "https://id.example/realms/x",
  MUSTER_OIDC_CLIENT_ID: "muster",
  MUSTER_OIDC_CLIENT_SECRET: "hush",
};

/** variable, a good value, bad values, and what else must be set for the good one to stand. */
const table: [string, string, string[], Record<string, string>?][] = [
  ["PORT", "8080", ["0", "65536", "80.5", "http", "-1", "1e3", " 80"]],
  ["HOST", "0.0.0.0", ["a b", "http://localhost", "-x"]],
  [
    "APP_URL",
    "https://muster.corp.example",
    ["muster.corp.example", "ftp://x", "https://x/path", "https://u:p@x"],
  ],
  ["NODE_ENV", "development", ["staging"]],
  ["DATABASE_URL", "postgresql://u:p@db:5432/muster", ["mysql://db/x", "db:5432", "postgresql:///x"]],
  ["DATABASE_DIRECT_URL", "postgres://db/muster", ["db"], { DATABASE_URL: "postgres://pool/muster" }],
  ["MUSTER_DATA_DIR", "/var/lib/muster", ["  "]],
  ["MUSTER_SECRET", secret, ["short"]],
  ["MUSTER_SECRET_PREVIOUS", secret, ["short"]],
  ["MUSTER_ADMIN_EMAIL", "root@corp.example", ["root", "root@"]],
  ["MUSTER_ADMIN_PASSWORD", "correct horse", ["1234567", "x".repeat(129)]],
  ["MUSTER_API_TOKEN", secret, ["short", `${secret} with a space`, `${secret}\r\n`]],
  ["MUSTER_SANDBOX", "off", ["yes"]],
  ["MUSTER_SANDBOX_URL", "http://127.0.0.1:4010", ["127.0.0.1"]],
  [
    "MUSTER_EMBED_ORIGINS",
    "https://portal.corp.example, http://localhost:8080",
    ["*", "https://*.corp.example", "https://portal.corp.example/path", "portal.corp.example", "null"],
  ],
  ["MUSTER_EMBED_KEYS", "https://portal.corp.example/jwks.json", ["ftp://x/y"]],
  [
    "MUSTER_ALLOWED_ENDPOINTS",
    "iot.corp.example 10.0.0.0/8 fd00::/8",
    ["10.0.0.0/33", "http://x", "*.x", "1.2.3", "iot.corp.example:8743"],
  ],
  ["MUSTER_RETENTION_DAYS", "30", ["0", "1.5", "x"]],
  ["MUSTER_RETENTION_GB", "1.5", ["0", "x"]],
  ["MUSTER_OIDC_ISSUER", "https://id.example", ["http://id.example", "https://id.example?x=1", "id"], oidc],
  ["MUSTER_OIDC_CLIENT_ID", "muster", ["a b"], oidc],
  ["MUSTER_OIDC_CLIENT_SECRET", "hush", ["a b"], oidc],
  ["MUSTER_TRUSTED_PROXIES", "10.0.0.1, ::1", ["proxy.corp.example", "10.0.0.0/x"]],
  ["MUSTER_SECOND_FACTOR", "required", ["off"]],
  ["HUAWEICLOUD_SDK_AK", "AK", ["a b"], v5],
  ["HUAWEICLOUD_SDK_SK", "SK", ["a b"], v5],
  ["HUAWEICLOUD_SDK_SECURITY_TOKEN", "t", ["a b"], v5],
  ["HUAWEICLOUD_SDK_PROJECT_ID", "p1", ["../x", "a/b"], v5],
  [
    "IOTDA_ENDPOINT",
    "http://127.0.0.1:4010",
    ["https://x/v5", "https://u:p@x", "ftp://x"],
    { ...v5, IOTDA_REGION: "r" },
  ],
  ["IOTDA_REGION", "cn-north-4", ["CN NORTH", "a/b"], v5],
  ["IOTDA_INSTANCE_ID", "abc-1", ["a b", "x".repeat(37)], v5],
  ["IOTDA_SIGNATURE", "standard", ["V11"], v5],
  ["IOTDA_IAM_ENDPOINT", "iam.cn-north-4.myhuaweicloud.com", ["https://x/v3"], { ...v5, ...iam }],
  ["IOTDA_IAM_USER", "user", [" "], { ...v5, ...iam }],
  ["IOTDA_IAM_PASSWORD", "p w", [" "], { ...v5, ...iam }],
  ["IOTDA_IAM_DOMAIN", "account", [" "], { ...v5, ...iam }],
  ["IOTDA_NA_ENDPOINT", "https://192.0.2.1:8743", ["https://x/y"], na],
  ["IOTDA_NA_APP_ID", "app", ["a b"], na],
  ["IOTDA_NA_SECRET", "s", ["a b"], na],
  ["IOTDA_NA_CA_FILE", "ca.pem", [" "], na],
  ["IOTDA_NA_CERT_FILE", "cert.pem", [" "], { ...na, IOTDA_NA_KEY_FILE: "key.pem" }],
  ["IOTDA_NA_KEY_FILE", "key.pem", [" "], { ...na, IOTDA_NA_CERT_FILE: "cert.pem" }],
  ["IOTDA_NA_KEY_PASSPHRASE", "p", [" "], { ...na, IOTDA_NA_CERT_FILE: "c", IOTDA_NA_KEY_FILE: "k" }],
  ["IOTDA_NA_SERVERNAME", "iot.corp.example", ["a b"], na],
  ["IOTDA_RATE_READ", "0", ["-1", "x", "Infinity"]],
  ["IOTDA_RATE_WRITE", "0.5", ["x"]],
  ["IOTDA_NA_RATE", "1.6", ["x"]],
  ["IOTDA_PAGE_CONCURRENCY", "11", ["0", "12", "1.5"]],
];

function withoutKeys(source: Record<string, string>): Record<string, string> {
  const { HUAWEICLOUD_SDK_AK: _ak, HUAWEICLOUD_SDK_SK: _sk, ...rest } = source;
  return rest;
}

function problemsOf(source: Record<string, string>): string[] {
  try {
    parseEnvironment(source);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
}

describe("each variable", () => {
  it("has a row in the table", () => {
    expect(table.map(([name]) => name).sort()).toEqual(Object.keys(variables).sort());
  });

  it.each(table)("%s", (name, good, bad, besides = {}) => {
    const base = name.startsWith("IOTDA_IAM") ? withoutKeys(besides) : besides;
    expect(problemsOf({ ...base, [name]: good })).toEqual([]);
    const { [name]: _, ...unset } = base;
    expect(problemsOf({ ...base, [name]: "" })).toEqual(problemsOf(unset));
    for (const value of bad) expect(problemsOf({ ...base, [name]: value }), value).toEqual([name]);
  });
});

describe("defaults", () => {
  it("need nothing set", () => {
    expect(parseEnvironment({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      appUrl: "http://localhost:3000",
      databaseUrl: null,
      dataDir: ".muster",
      sandbox: "auto",
      embedOrigins: [],
      rates: { read: 10, write: 2, na: 1.6 },
      pageConcurrency: 5,
      platform: null,
      naPlatform: null,
      oidc: null,
      warnings: [],
    });
    expect(parseEnvironment({ PORT: "4000" }).appUrl).toBe("http://localhost:4000");
    expect(parseEnvironment({ DATABASE_URL: "postgres://db/m" }).databaseDirectUrl).toBe("postgres://db/m");
  });
});

describe("the message", () => {
  it("is one line that names the variable and the rule, and no value", () => {
    const bad = { PORT: "http", MUSTER_SECRET: "hunter2", DATABASE_URL: "mysql://u:hunter3@db/x" };
    expect(() => parseEnvironment(bad)).toThrow(
      "PORT must be a whole number from 1 to 65535; DATABASE_URL must be a postgresql:// address with a host; " +
        "MUSTER_SECRET must have 32 characters or more",
    );
  });
});

describe("values that depend on each other", () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      "a shared database in production needs the key",
      { NODE_ENV: "production", DATABASE_URL: "postgres://db/m" },
      ["MUSTER_SECRET"],
    ],
    ["a direct address without a database", { DATABASE_DIRECT_URL: "postgres://db/m" }, ["DATABASE_URL"]],
    [
      "half of OIDC",
      { MUSTER_OIDC_ISSUER: "https://id.example" },
      ["MUSTER_OIDC_CLIENT_ID", "MUSTER_OIDC_CLIENT_SECRET"],
    ],
    [
      "an endpoint alone",
      { IOTDA_ENDPOINT: "iotda.cn-north-4.myhuaweicloud.com" },
      ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_PROJECT_ID"],
    ],
    ["details without an endpoint", { IOTDA_REGION: "cn-north-4" }, ["IOTDA_ENDPOINT"]],
    ["derived without a region", { ...v5, IOTDA_ENDPOINT: "https://10.0.0.5" }, ["IOTDA_REGION"]],
    ["keys and a sign-in", { ...v5, ...iam }, ["HUAWEICLOUD_SDK_AK"]],
    [
      "a sign-in nobody knows where",
      { ...withoutKeys(v5), ...iam, IOTDA_ENDPOINT: "https://10.0.0.5" },
      ["IOTDA_IAM_ENDPOINT"],
    ],
    ["legacy without secret", { IOTDA_NA_ENDPOINT: "x.example", IOTDA_NA_APP_ID: "a" }, ["IOTDA_NA_SECRET"]],
    ["legacy details alone", { IOTDA_NA_CA_FILE: "ca.pem" }, ["IOTDA_NA_ENDPOINT"]],
    ["a certificate without its key", { ...na, IOTDA_NA_CERT_FILE: "c" }, ["IOTDA_NA_KEY_FILE"]],
  ])("%s", (_name, source, expected) => {
    expect(problemsOf(source)).toEqual(expected);
  });

  it.each<[string, "standard" | "derived", string | null]>([
    ["iotda.cn-north-4.myhuaweicloud.com", "standard", "cn-north-4"],
    ["abc.st1.iotda-app.ap-southeast-3.myhuaweicloud.com", "derived", "ap-southeast-3"],
    ["iotda.eu-west-101.myhuaweicloud.com", "derived", "eu-west-101"],
  ])("%s is signed %s", (host, signature, region) => {
    const { platform } = parseEnvironment({ ...v5, IOTDA_ENDPOINT: host });
    expect(platform).toMatchObject({ endpoint: `https://${host}`, signature, region });
  });

  it("lets the signature and the region be named", () => {
    const source = { ...v5, IOTDA_ENDPOINT: "http://127.0.0.1:4010/", IOTDA_SIGNATURE: "standard" };
    expect(parseEnvironment(source).platform).toEqual({
      endpoint: "http://127.0.0.1:4010",
      region: null,
      projectId: v5.HUAWEICLOUD_SDK_PROJECT_ID,
      instanceId: null,
      signature: "standard",
      credentials: { kind: "keys", accessKey: "AKAKAKAK", secretKey: "SKSKSKSK", securityToken: null },
    });
  });

  it("finds the IAM service by the region", () => {
    expect(parseEnvironment({ ...withoutKeys(v5), ...iam }).platform?.credentials).toEqual({
      kind: "iam",
      endpoint: "https://iam.cn-north-4.myhuaweicloud.com",
      user: "user",
      password: "pass word",
      domain: "account",
    });
  });
});

describe("warnings", () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ APP_URL: "http://muster.corp.example" }, /^APP_URL/],
    [{ HOST: "0.0.0.0" }, /^HOST/],
    [{ MUSTER_EMBED_ORIGINS: "http://portal.corp.example" }, /^MUSTER_EMBED_ORIGINS/],
    [{ MUSTER_ADMIN_PASSWORD: "12345678" }, /^MUSTER_ADMIN_PASSWORD/],
    [{ HUAWEICLOUD_SDK_AK: "AK" }, /^HUAWEICLOUD_SDK_AK/],
  ])("%o", (source, expected) => {
    expect(parseEnvironment(source).warnings).toEqual([expect.stringMatching(expected)]);
  });
});

describe(".env.example", () => {
  it("names the same variables as the schema, but for the simulator's and the ones the start script sets", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const named = [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? "");
    const internal = ["NODE_ENV", "MUSTER_SANDBOX_URL"];
    const expected = Object.keys(variables).filter((name) => !internal.includes(name));
    expect(named.filter((name) => !name.startsWith("SIMULATOR_")).sort()).toEqual(expected.sort());
  });
});
