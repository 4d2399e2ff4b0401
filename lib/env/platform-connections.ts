import type { VariableProblem } from "./problems";
import type { VariableName, Variables } from "./variables";

export type PlatformCredentials =
  | { kind: "keys"; accessKey: string; secretKey: string; securityToken: string | null }
  | { kind: "iam"; endpoint: string; user: string; password: string; domain: string };

/** The v5 connection `default`, as the environment gives it. `endpoint` is an origin. */
export interface V5Environment {
  endpoint: string;
  region: string | null;
  projectId: string;
  instanceId: string | null;
  /** For keys only; an IAM token is sent as it is. */
  signature: "standard" | "derived";
  credentials: PlatformCredentials;
}

/** The legacy northbound connection `na`. Files are paths; `endpoint` is an origin. */
export interface NaEnvironment {
  endpoint: string;
  appId: string;
  secret: string;
  caFile: string | null;
  certFile: string | null;
  keyFile: string | null;
  keyPassphrase: string | null;
  serverName: string | null;
}

type Found<T> = { connection: T | null; problems: VariableProblem[] };

/** The variables of `names` that are unset although `because` makes them necessary. */
function missing(given: Variables, names: VariableName[], because: VariableName): VariableProblem[] {
  return names
    .filter((name) => given[name] === undefined)
    .map((variable) => ({ variable, rule: `must be set because ${because} is` }));
}

function firstSet(given: Variables, names: VariableName[]): VariableName | undefined {
  return names.find((name) => given[name] !== undefined);
}

/**
 * The host rule of sheet §3.2: the shared hosts take the standard signature, every other host the derived one. The
 * client has the same (`lib/domain/platform-host.ts`), which this folder may not import; one table of hosts pins
 * both (`server/bootstrap/host-rule.test.ts`).
 */
const sharedHost =
  /^[a-z0-9-]+(?:\.[a-z]+-[a-z]+-\d{1,2})?\.(?:myhuaweicloud|huaweicloud|myhwclouds)\.(?:com|cn)$/;
const regionInHost =
  /(?:^iotda|\.iotda-app)\.([a-z0-9-]+)\.(?:myhuaweicloud|huaweicloud|myhwclouds)\.(?:com|cn)$/;

const v5Details: VariableName[] = [
  "IOTDA_REGION",
  "IOTDA_INSTANCE_ID",
  "IOTDA_SIGNATURE",
  "IOTDA_IAM_ENDPOINT",
  "IOTDA_IAM_USER",
  "IOTDA_IAM_PASSWORD",
  "IOTDA_IAM_DOMAIN",
];

/** Keys alone define nothing: other tools of the vendor read the same variables. */
export function readV5(given: Variables): Found<V5Environment> {
  const endpoint = given.IOTDA_ENDPOINT;
  if (endpoint === undefined) {
    const orphan = firstSet(given, v5Details);
    return { connection: null, problems: orphan ? missing(given, ["IOTDA_ENDPOINT"], orphan) : [] };
  }
  const { hostname } = new URL(endpoint);
  const region = given.IOTDA_REGION ?? regionInHost.exec(hostname)?.[1] ?? null;
  const signature = given.IOTDA_SIGNATURE ?? (sharedHost.test(hostname) ? "standard" : "derived");
  const { credentials, problems } = readCredentials(given, region);

  problems.push(...missing(given, ["HUAWEICLOUD_SDK_PROJECT_ID"], "IOTDA_ENDPOINT"));
  if (signature === "derived" && region === null && credentials?.kind === "keys") {
    problems.push({ variable: "IOTDA_REGION", rule: "must be set: the derived signature holds the region" });
  }
  const projectId = given.HUAWEICLOUD_SDK_PROJECT_ID;
  if (problems.length > 0 || projectId === undefined || credentials === null)
    return { connection: null, problems };
  const instanceId = given.IOTDA_INSTANCE_ID ?? null;
  return { connection: { endpoint, region, projectId, instanceId, signature, credentials }, problems };
}

function readCredentials(
  given: Variables,
  region: string | null,
): { credentials: PlatformCredentials | null; problems: VariableProblem[] } {
  const { IOTDA_IAM_USER: user, IOTDA_IAM_PASSWORD: password, IOTDA_IAM_DOMAIN: domain } = given;
  const iamName = firstSet(given, [
    "IOTDA_IAM_USER",
    "IOTDA_IAM_PASSWORD",
    "IOTDA_IAM_DOMAIN",
    "IOTDA_IAM_ENDPOINT",
  ]);
  if (iamName !== undefined) {
    const keyName = firstSet(given, ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"]);
    const problems = missing(given, ["IOTDA_IAM_USER", "IOTDA_IAM_PASSWORD", "IOTDA_IAM_DOMAIN"], iamName);
    if (keyName) problems.push({ variable: keyName, rule: `must be unset when ${iamName} is set` });
    const endpoint =
      given.IOTDA_IAM_ENDPOINT ?? (region === null ? undefined : `https://iam.${region}.myhuaweicloud.com`);
    if (endpoint === undefined) problems.push(...missing(given, ["IOTDA_IAM_ENDPOINT"], iamName));
    const complete =
      endpoint !== undefined && user !== undefined && password !== undefined && domain !== undefined;
    return { credentials: complete ? { kind: "iam", endpoint, user, password, domain } : null, problems };
  }
  const { HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secretKey } = given;
  if (accessKey === undefined || secretKey === undefined) {
    const problems = missing(given, ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"], "IOTDA_ENDPOINT");
    return { credentials: null, problems };
  }
  const securityToken = given.HUAWEICLOUD_SDK_SECURITY_TOKEN ?? null;
  return { credentials: { kind: "keys", accessKey, secretKey, securityToken }, problems: [] };
}

const naDetails: VariableName[] = [
  "IOTDA_NA_APP_ID",
  "IOTDA_NA_SECRET",
  "IOTDA_NA_CA_FILE",
  "IOTDA_NA_CERT_FILE",
  "IOTDA_NA_KEY_FILE",
  "IOTDA_NA_KEY_PASSPHRASE",
  "IOTDA_NA_SERVERNAME",
];

export function readNa(given: Variables): Found<NaEnvironment> {
  const { IOTDA_NA_ENDPOINT: endpoint, IOTDA_NA_APP_ID: appId, IOTDA_NA_SECRET: secret } = given;
  if (endpoint === undefined) {
    const orphan = firstSet(given, naDetails);
    return { connection: null, problems: orphan ? missing(given, ["IOTDA_NA_ENDPOINT"], orphan) : [] };
  }
  const problems = missing(given, ["IOTDA_NA_APP_ID", "IOTDA_NA_SECRET"], "IOTDA_NA_ENDPOINT");
  if (given.IOTDA_NA_CERT_FILE) problems.push(...missing(given, ["IOTDA_NA_KEY_FILE"], "IOTDA_NA_CERT_FILE"));
  if (given.IOTDA_NA_KEY_FILE) problems.push(...missing(given, ["IOTDA_NA_CERT_FILE"], "IOTDA_NA_KEY_FILE"));
  if (given.IOTDA_NA_KEY_PASSPHRASE) {
    problems.push(...missing(given, ["IOTDA_NA_KEY_FILE"], "IOTDA_NA_KEY_PASSPHRASE"));
  }
  if (problems.length > 0 || appId === undefined || secret === undefined)
    return { connection: null, problems };
  return {
    connection: {
      endpoint,
      appId,
      secret,
      caFile: given.IOTDA_NA_CA_FILE ?? null,
      certFile: given.IOTDA_NA_CERT_FILE ?? null,
      keyFile: given.IOTDA_NA_KEY_FILE ?? null,
      keyPassphrase: given.IOTDA_NA_KEY_PASSPHRASE ?? null,
      serverName: given.IOTDA_NA_SERVERNAME ?? null,
    },
    problems,
  };
}
