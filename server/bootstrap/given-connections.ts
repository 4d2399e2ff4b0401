import type { Environment } from "@/lib/env";
import type { NaEnvironment, V5Environment } from "@/lib/env/platform-connections";
import type { GivenConnection } from "@/lib/store/given-connection";
import { readTlsFiles } from "./read-tls-files";

/** The connections that the environment and the running sandbox define; throws `EnvironmentError` for a wrong file. */
export function readGivenConnections(
  env: Pick<Environment, "platform" | "naPlatform" | "sandboxUrl">,
): GivenConnection[] {
  const given: GivenConnection[] = [];
  if (env.platform !== null) given.push(defaultConnection(env.platform));
  if (env.naPlatform !== null) given.push(naConnection(env.naPlatform));
  if (env.sandboxUrl !== null) given.push(...sandboxConnections(env.sandboxUrl));
  return given;
}

/** The sandbox and its legacy twin come and go together. */
export const sandboxSlugs = ["sandbox", "sandbox-na"] as const;

const noIam = { iamEndpoint: null, iamUser: null, iamDomain: null };

function defaultConnection(platform: V5Environment): GivenConnection {
  const { endpoint, region, projectId, instanceId, signature, credentials } = platform;
  const place = { endpoint, region, projectId, instanceId };
  const common = { slug: "default", name: "Default", kind: "v5", source: "environment", ...place } as const;
  if (credentials.kind === "keys") {
    const { accessKey, secretKey, securityToken } = credentials;
    return {
      ...common,
      ...noIam,
      signature,
      credentials: { signIn: "keys", accessKey, secretKey, securityToken },
    };
  }
  const { endpoint: iamEndpoint, user: iamUser, domain: iamDomain, password } = credentials;
  return {
    ...common,
    signature: null,
    iamEndpoint,
    iamUser,
    iamDomain,
    credentials: { signIn: "iam", password },
  };
}

const noProject = { region: null, projectId: null, instanceId: null, signature: null };

function naConnection(platform: NaEnvironment): GivenConnection {
  const { endpoint, appId, secret, serverName } = platform;
  return {
    ...{ slug: "na", name: "Legacy", kind: "na", source: "environment", endpoint, ...noProject },
    ...{ appId, serverName, credentials: { signIn: "app", secret } },
    tls: readTlsFiles(platform),
  };
}

/** contracts.md §5: the simulator's own project, keys and application; what is public needs no care. */
function sandboxConnections(endpoint: string): GivenConnection[] {
  const [slug, legacySlug] = sandboxSlugs;
  const keys = { accessKey: "SANDBOXAK", secretKey: "SANDBOXSK", securityToken: null };
  return [
    {
      ...{ slug, name: "Sandbox", kind: "v5", source: "sandbox", endpoint, region: "cn-north-4" },
      ...{ projectId: "0123456789abcdef0123456789abcdef", instanceId: null, signature: "standard" },
      credentials: { signIn: "keys", ...keys },
    },
    {
      ...{ slug: legacySlug, name: "Sandbox legacy", kind: "na", source: "sandbox", endpoint, ...noProject },
      ...{ appId: "sandbox-app", credentials: { signIn: "app", secret: "sandbox-secret" } },
    },
  ];
}
