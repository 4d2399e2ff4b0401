import { AppError } from "@/lib/errors";
import { type CallerParts, createCaller } from "./caller";
import { parseEndpoint } from "./endpoint";
import type { PlatformLog } from "./log";
import type { RateBudget } from "./pacing";
import type { Platform } from "./platform";
import type { RetryDeps } from "./retry";
import { chooseSignature, regionOfHost, type SignatureKind } from "./sign/choose-signature";
import { type Signature, signRequest } from "./sign/sign-request";
import { createSigningClock } from "./signing-clock";
import { createTransport, defaultLimits, type TransportLimits } from "./transport";
import { createV5Client } from "./v5/client";

/** Everything needed to call one IoTDA v5 project, secrets opened. */
export interface PlatformConnection {
  kind: "v5";
  endpoint: string;
  /** Needed for the derived signature; read from the host where that names one. */
  region: string | null;
  projectId: string;
  instanceId: string | null;
  /** Null leaves the choice to the host (signing §5). */
  signature: SignatureKind | null;
  accessKey: string;
  secretKey: string;
  securityToken?: string | null;
  /** The endpoint comes from the environment: http, private addresses and literals are the operator's own business. */
  trusted: boolean;
  /** Hosts, addresses and ranges of `MUSTER_ALLOWED_ENDPOINTS`. */
  allowedHosts: readonly string[];
}

export interface PlatformDeps extends Pick<RetryDeps, "sleep" | "random"> {
  budget: RateBudget;
  now: () => Date;
  log: PlatformLog;
  limits?: TransportLimits;
}

export type ConnectedPlatform = Platform & {
  /** Ends calls in flight; a write among them may have happened. */
  close(): Promise<void>;
};

/** Throws `invalid_input` for an endpoint that breaks security.md S4.1 or a derived signature without region. */
export function connectPlatform(connection: PlatformConnection, deps: PlatformDeps): ConnectedPlatform {
  const endpoint = parseEndpoint(connection.endpoint, connection);
  const signature = signatureOf(connection, endpoint.hostname);
  const { accessKey, secretKey } = connection;
  const credentials = { accessKey, secretKey, securityToken: connection.securityToken ?? undefined };
  const transport = createTransport(endpoint, connection, deps.limits ?? defaultLimits);
  const parts: CallerParts = {
    endpoint,
    transport,
    sign: (request, time) => signRequest(request, credentials, signature, time),
    clock: createSigningClock(deps.now),
    budget: deps.budget,
    now: deps.now,
    retry: deps,
    log: deps.log,
  };
  return { ...createV5Client(createCaller(parts), connection), close: () => transport.close() };
}

function signatureOf(connection: PlatformConnection, hostname: string): Signature {
  const kind = connection.signature ?? chooseSignature(hostname);
  if (kind === "standard") return { kind };
  const region = connection.region ?? regionOfHost(hostname);
  if (region) return { kind, region };
  throw new AppError("invalid_input", "The derived signature needs the region of the connection.", {
    invalidParams: [{ path: "region", message: "is needed for the derived signature" }],
  });
}
