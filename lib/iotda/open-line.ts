import { type Authority, withoutProof } from "./authority";
import { type Caller, createCaller, createSingleCaller } from "./caller";
import type { TlsSettings } from "./connector";
import { type Endpoint, type EndpointTrust, parseEndpoint } from "./endpoint";
import type { PlatformDeps } from "./platform-deps";
import { createTransport, defaultLimits } from "./transport";
import { createUsage } from "./usage";

/** One host, and the ways to call it. */
export interface Line {
  endpoint: Endpoint;
  callAs(authority: Authority): Caller;
  /** Without proof and never repeated: for signing in, which whoever needs the token repeats. */
  callOnce: Caller;
  /** Ends calls in flight. */
  close(): Promise<void>;
  /** Closes when nobody has called for a minute. */
  retire(): Promise<void>;
}

const quietMs = 60_000;

/** Throws `invalid_input` for an endpoint that breaks security.md S4.1. */
export function openLine(address: string, trust: EndpointTrust, deps: PlatformDeps, tls?: TlsSettings): Line {
  const endpoint = parseEndpoint(address, trust);
  const transport = createTransport(endpoint, trust, deps.limits ?? defaultLimits, { tls });
  const { budget, now, log, onBlocked } = deps;
  const parts = { endpoint, transport, budget, now, retry: deps, log, onBlocked };
  const usage = createUsage();
  return {
    endpoint,
    callAs: (authority) => usage.counted(createCaller({ ...parts, authority })),
    callOnce: usage.counted(createSingleCaller({ ...parts, authority: withoutProof })),
    close: () => transport.close(),
    async retire() {
      await usage.untilUnused(() => deps.sleep(quietMs));
      await transport.close();
    },
  };
}
