import { AppError } from "@/lib/errors";
import type { PlatformConnection, V5SignIn } from "@/lib/iotda/connect";
import type { Credentials, TlsMaterial } from "@/lib/store/connection-credentials";
import type { StoredConnection } from "@/lib/store/connection-store";

/** What a connection is called with: the columns that say where and as whom, and its secrets in plain text. */
export type CallableConnection = Pick<
  StoredConnection,
  | ("kind" | "endpoint" | "region" | "projectId" | "instanceId" | "signature" | "source")
  | ("iamEndpoint" | "iamUser" | "iamDomain" | "appId" | "serverName")
>;

export interface Secrets {
  credentials: Credentials;
  tls: TlsMaterial | null;
}

/** Throws `invalid_input` for a connection that lacks what its kind needs. */
export function toPlatformConnection(
  connection: CallableConnection,
  { credentials, tls }: Secrets,
  allowedHosts: readonly string[],
): PlatformConnection {
  const { kind, endpoint, region, instanceId, signature, serverName } = connection;
  if ((kind === "na") !== (credentials.signIn === "app")) {
    throw new AppError("invalid_input", "The credentials of the connection are not those of its kind.");
  }
  // Who sets the environment may point anywhere; an address typed into the settings is checked (security.md S4.1).
  const common = { endpoint, trusted: connection.source !== "settings", allowedHosts };
  if (credentials.signIn === "app") {
    const appId = needed(connection, "appId");
    return { ...common, kind: "na", appId, secret: credentials.secret, tls: { ...tls, serverName } };
  }
  const projectId = needed(connection, "projectId");
  const signIn = signInOf(connection, credentials);
  return { ...common, kind: "v5", region, projectId, instanceId, signature, credentials: signIn };
}

function signInOf(
  connection: CallableConnection,
  credentials: Exclude<Credentials, { signIn: "app" }>,
): V5SignIn {
  if (credentials.signIn === "keys") return credentials;
  return {
    signIn: "iam",
    endpoint: connection.iamEndpoint,
    user: needed(connection, "iamUser"),
    domain: needed(connection, "iamDomain"),
    password: credentials.password,
  };
}

function needed(
  connection: CallableConnection,
  name: "projectId" | "appId" | "iamUser" | "iamDomain",
): string {
  const value = connection[name];
  if (value !== null) return value;
  throw new AppError("invalid_input", `The connection has no ${name}.`, {
    invalidParams: [{ path: name, message: "is needed" }],
  });
}
