import type { Environment } from "@/lib/env";
import type { V5Environment } from "@/lib/env/platform-connections";
import type { GivenConnection } from "@/lib/store/given-connection";

/** The connections that the environment and the running sandbox define. */
export function readGivenConnections(env: Pick<Environment, "platform" | "sandboxUrl">): GivenConnection[] {
  const given: GivenConnection[] = [];
  if (env.platform !== null) given.push(defaultConnection(env.platform));
  if (env.sandboxUrl !== null) given.push(sandboxConnection(env.sandboxUrl));
  return given;
}

export const sandboxSlug = "sandbox";

function defaultConnection(platform: V5Environment): GivenConnection {
  const { endpoint, region, projectId, instanceId, signature, credentials } = platform;
  return {
    slug: "default",
    name: "Default",
    kind: "v5",
    endpoint,
    region,
    projectId,
    instanceId,
    signature,
    source: "environment",
    credentials: credentials.kind === "keys" ? keysOf(credentials) : null,
  };
}

/** contracts.md §5: the simulator's own project and keys; what is public needs no care. */
function sandboxConnection(endpoint: string): GivenConnection {
  return {
    slug: sandboxSlug,
    name: "Sandbox",
    kind: "v5",
    endpoint,
    region: "cn-north-4",
    projectId: "0123456789abcdef0123456789abcdef",
    instanceId: null,
    signature: "standard",
    source: "sandbox",
    credentials: { signIn: "keys", accessKey: "SANDBOXAK", secretKey: "SANDBOXSK", securityToken: null },
  };
}

function keysOf({
  accessKey,
  secretKey,
  securityToken,
}: Extract<V5Environment["credentials"], { kind: "keys" }>) {
  return { signIn: "keys", accessKey, secretKey, securityToken } as const;
}
