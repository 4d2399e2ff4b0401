import { chooseSignature, iamEndpointOf, regionOfHost, type SignatureKind } from "@/lib/domain/platform-host";
import { AppError } from "@/lib/errors";
import type { Authority } from "./authority";
import type { TlsSettings } from "./connector";
import type { EndpointTrust } from "./endpoint";
import { createIamSignIn } from "./iam/iam-sign-in";
import { createNaClient } from "./na/client";
import { createNaSignIn, naHeaders } from "./na/login";
import { openLine } from "./open-line";
import type { Platform } from "./platform";
import type { PlatformDeps } from "./platform-deps";
import type { Signature } from "./sign/sign-request";
import { createSigningAuthority } from "./sign/signing-authority";
import { createSigningClock } from "./signing-clock";
import { createMemoryVault } from "./token/memory-vault";
import type { SignIn } from "./token/sign-in";
import { createTokenAuthority } from "./token/token-authority";
import { createTokenSource } from "./token/token-source";
import { createV5Client } from "./v5/client";

/** How a v5 connection proves who it is. */
export type V5SignIn =
  | { signIn: "keys"; accessKey: string; secretKey: string; securityToken: string | null }
  | { signIn: "iam"; endpoint: string | null; user: string; password: string; domain: string };

/** Everything needed to call one IoTDA v5 project, secrets opened. */
export interface V5Connection extends EndpointTrust {
  kind: "v5";
  endpoint: string;
  /** Needed for the derived signature and IAM's own address; read from the host where that names one. */
  region: string | null;
  projectId: string;
  instanceId: string | null;
  /** For keys; null leaves the choice to the host (signing §5). */
  signature: SignatureKind | null;
  credentials: V5SignIn;
}

/** Everything needed to call a platform by the legacy northbound API as one application. */
export interface NaConnection extends EndpointTrust {
  kind: "na";
  endpoint: string;
  appId: string;
  secret: string;
  tls: TlsSettings;
}

export type PlatformConnection = V5Connection | NaConnection;

export type ConnectedPlatform = Platform & {
  /** Ends calls in flight; a write among them may have happened. */
  close(): Promise<void>;
  /** Closes when nobody has called for a minute: whoever replaces this client lets its calls end. */
  retire(): Promise<void>;
};

/** Throws `invalid_input` for an endpoint that breaks security.md S4.1, or a region that is needed and not known. */
export function connectPlatform(connection: PlatformConnection, deps: PlatformDeps): ConnectedPlatform {
  return connection.kind === "v5" ? connectV5(connection, deps) : connectNa(connection, deps);
}

function connectNa(
  { endpoint, appId, secret, tls, ...trust }: NaConnection,
  deps: PlatformDeps,
): ConnectedPlatform {
  const line = openLine(endpoint, trust, deps, tls);
  const signIn = createNaSignIn(line.callOnce, { appId, secret });
  const call = line.callAs(tokenAuthority(signIn, (token) => naHeaders(appId, token), deps));
  return { ...createNaClient(call, { appId }), close: line.close, retire: line.retire };
}

function connectV5(connection: V5Connection, deps: PlatformDeps): ConnectedPlatform {
  const { credentials } = connection;
  const line = openLine(connection.endpoint, connection, deps);
  const region = connection.region ?? regionOfHost(line.endpoint.hostname);
  if (credentials.signIn === "keys") {
    const signature = signatureOf(connection.signature ?? chooseSignature(line.endpoint.hostname), region);
    const { accessKey, secretKey, securityToken } = credentials;
    const keys = { accessKey, secretKey, securityToken: securityToken ?? undefined };
    const call = line.callAs(signingAuthority(keys, signature, deps));
    return { ...createV5Client(call, connection), close: line.close, retire: line.retire };
  }
  const iam = openLine(credentials.endpoint ?? regionalIam(region), connection, deps);
  const { user, password, domain } = credentials;
  const who = { user, password, domain, region, projectId: connection.projectId };
  const signIn = createIamSignIn(iam.callOnce, who, deps.now);
  const call = line.callAs(tokenAuthority(signIn, (token) => ({ "X-Auth-Token": token }), deps));
  const both = (end: "close" | "retire") => async () => void (await Promise.all([line[end](), iam[end]()]));
  return { ...createV5Client(call, connection), close: both("close"), retire: both("retire") };
}

function signingAuthority(
  keys: Parameters<typeof createSigningAuthority>[0],
  signature: Signature,
  { now, clock, log }: PlatformDeps,
): Authority {
  return createSigningAuthority(keys, signature, createSigningClock(now, clock?.offsetMs), (offsetMs) => {
    const fields = { offsetSeconds: Math.round(offsetMs / 1_000) };
    if (offsetMs === 0) log.info(fields, "The clocks of this machine and the platform agree again.");
    else
      log.warn(
        fields,
        "The clock of this machine differs from the platform's; signatures use the platform's.",
      );
    clock?.onOffset(offsetMs);
  });
}

function tokenAuthority(
  signIn: SignIn,
  headersOf: (token: string) => Readonly<Record<string, string>>,
  { vault = createMemoryVault(), now, sleep, random }: PlatformDeps,
): Authority {
  return createTokenAuthority(createTokenSource({ vault, signIn, now, sleep, random }), headersOf);
}

function signatureOf(kind: SignatureKind, region: string | null): Signature {
  if (kind === "standard") return { kind };
  if (region !== null) return { kind, region };
  throw needsRegion("The derived signature needs the region of the connection.");
}

function regionalIam(region: string | null): string {
  if (region !== null) return iamEndpointOf(region);
  throw needsRegion("Without an IAM address the region of the connection is needed.");
}

const needsRegion = (message: string): AppError =>
  new AppError("invalid_input", message, { invalidParams: [{ path: "region", message: "is needed" }] });
