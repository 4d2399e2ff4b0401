import type { UpdateConnection } from "@/lib/contracts/save-connection";
import { chooseSignature, iamEndpointOf, regionOfHost } from "@/lib/domain/platform-host";
import { AppError } from "@/lib/errors";
import { parseEndpoint } from "@/lib/iotda/endpoint";
import { findTlsProblems } from "@/lib/iotda/tls-problems";
import type { Credentials, TlsMaterial } from "@/lib/store/connection-credentials";
import type { GivenConnection } from "@/lib/store/given-connection";

type WithoutVersion<Update> = Update extends unknown ? Omit<Update, "updatedAt"> : never;
/** What an administrator may type of a connection: secrets may be left out where there are stored ones. */
type Body = WithoutVersion<UpdateConnection>;

/**
 * A connection as an administrator typed it. Throws `invalid_input` for an address that may not be called
 * (security.md S4.1), a derived signature without a region, half of what goes together, and TLS texts that are none.
 */
export function toGivenConnection(
  slug: string,
  body: Body,
  allowedHosts: readonly string[],
): GivenConnection {
  const endpoint = readAddress(body.endpoint, allowedHosts, "endpoint");
  const general = {
    slug,
    name: body.name,
    kind: body.kind,
    endpoint: endpoint.url,
    source: "settings" as const,
    purpose: body.purpose ?? null,
    readOnly: body.readOnly ?? false,
    rateRead: body.rateRead ?? null,
    rateWrite: body.rateWrite ?? null,
    pageConcurrency: body.pageConcurrency ?? null,
    fileRows: body.fileRows ?? null,
    credentials: credentialsOf(body),
  };
  if (body.kind === "na") {
    const none = { region: null, projectId: null, instanceId: null, signature: null };
    return { ...general, ...none, appId: body.appId, serverName: body.serverName ?? null, tls: tlsOf(body) };
  }
  const region = body.region ?? regionOfHost(endpoint.hostname);
  const signature = body.signature ?? null;
  const isDerived = (signature ?? chooseSignature(endpoint.hostname)) === "derived";
  if (body.signIn === "keys" && isDerived && region === null) {
    throw refuse("region", "is needed: the derived signature holds it");
  }
  const place = { region, projectId: body.projectId, instanceId: body.instanceId ?? null, signature };
  if (body.signIn === "keys") {
    return { ...general, ...place, signIn: "keys", iamEndpoint: null, iamUser: null, iamDomain: null };
  }
  return {
    ...general,
    ...place,
    signIn: "iam",
    iamEndpoint: body.iamEndpoint
      ? readAddress(body.iamEndpoint, allowedHosts, "iamEndpoint").url
      : iamOf(region),
    iamUser: body.iamUser,
    iamDomain: body.iamDomain,
  };
}

/** Undefined keeps what is stored. */
function credentialsOf(body: Body): Credentials | undefined {
  if (body.kind === "na")
    return body.secret === undefined ? undefined : { signIn: "app", secret: body.secret };
  if (body.signIn === "iam") {
    return body.iamPassword === undefined ? undefined : { signIn: "iam", password: body.iamPassword };
  }
  const { accessKey, secretKey, securityToken = null } = body;
  if (accessKey === undefined && secretKey === undefined) {
    if (securityToken !== null) throw refuse("accessKey", "goes with the security token");
    return undefined;
  }
  if (accessKey === undefined) throw refuse("accessKey", "goes with the secret key");
  if (secretKey === undefined) throw refuse("secretKey", "goes with the access key");
  return { signIn: "keys", accessKey, secretKey, securityToken };
}

/** Undefined keeps what is stored; what could never open a connection is refused before it is (sheet §13). */
function tlsOf(body: Extract<Body, { kind: "na" }>): TlsMaterial | undefined {
  const {
    caPem: ca = null,
    certPem: certificate = null,
    keyPem: key = null,
    keyPassphrase: passphrase = null,
  } = body;
  if (ca === null && certificate === null && key === null) {
    if (passphrase !== null) throw refuse("keyPem", "goes with the passphrase");
    return undefined;
  }
  const tls = { ca, certificate, key, passphrase };
  const [problem] = findTlsProblems(tls);
  if (problem) throw refuse(tlsFields[problem.part], problem.rule);
  return tls;
}

const tlsFields = {
  ca: "caPem",
  certificate: "certPem",
  key: "keyPem",
  passphrase: "keyPassphrase",
} as const;

/** People copy the bare host out of the platform's console. */
function readAddress(text: string, allowedHosts: readonly string[], path: string) {
  const url = text.includes("://") ? text : `https://${text}`;
  try {
    const { origin, basePath, hostname } = parseEndpoint(url, { trusted: false, allowedHosts });
    return { url: origin + basePath, hostname };
  } catch (error) {
    const [param] = error instanceof AppError ? (error.invalidParams ?? []) : [];
    throw param ? refuse(path, param.message) : error;
  }
}

function iamOf(region: string | null): string {
  if (region === null) throw refuse("iamEndpoint", "is needed where the address names no region");
  return iamEndpointOf(region);
}

function refuse(path: string, message: string): AppError {
  return new AppError("invalid_input", `${path} ${message}.`, { invalidParams: [{ path, message }] });
}
