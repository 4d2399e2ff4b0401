import { errors } from "undici";
import type { UpstreamFact } from "@/lib/errors";
import { classifyBreak } from "./classify";
import { PlatformError } from "./errors";
import type { BreakReason } from "./failure-class";

const detailOf: Readonly<Record<Exclude<BreakReason, "tls">, string>> = {
  refused: "The connection was refused.",
  name_not_found: "The name of the host could not be resolved.",
  connect_timeout: "The host did not take the connection in time.",
  no_route: "There is no way to the host.",
  blocked: "The host leads to an address this connection may not use.",
  reset: "The connection broke.",
  headers_timeout: "The answer did not begin in time.",
  timed_out: "The answer was not complete in time.",
  cancelled: "The call was given up.",
  truncated: "It was cut off.",
  too_large: "It was larger than allowed.",
  unreadable: "It is not readable as JSON.",
  not_json: "It is not JSON.",
};

export interface BreakFacts {
  /** Whether the first byte was about to be written. */
  sent: boolean;
  upstream?: UpstreamFact;
  cause?: unknown;
}

/** The error of a call that got no usable answer. */
export function brokenCall(reason: BreakReason, facts: BreakFacts): PlatformError {
  return new PlatformError({
    ...classifyBreak(reason, facts.sent),
    reason,
    detail: reason === "tls" ? detailOfTls(codeOf(facts.cause)) : detailOf[reason],
    upstream: facts.upstream,
    cause: facts.cause,
  });
}

const reasonOfCode: Readonly<Record<string, BreakReason>> = {
  EBLOCKED: "blocked",
  ECONNREFUSED: "refused",
  ENOTFOUND: "name_not_found",
  EAI_AGAIN: "name_not_found",
  ENODATA: "name_not_found",
  ETIMEDOUT: "connect_timeout",
  UND_ERR_CONNECT_TIMEOUT: "connect_timeout",
  ECONNRESET: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_HEADERS_TIMEOUT: "headers_timeout",
  UND_ERR_HEADERS_OVERFLOW: "unreadable",
  UND_ERR_DESTROYED: "cancelled",
  UND_ERR_CLOSED: "cancelled",
};

const tlsCode = /^(?:ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|CERT_|.*CERT|UNABLE_TO_|HOSTNAME_MISMATCH)/;
/** The other side said that it does not take our certificate, or misses one. */
const tlsAlert =
  /^ERR_SSL_.*ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|DECRYPT_ERROR)/;

function detailOfTls(code: string): string {
  if (code === "CERT_HAS_EXPIRED") return "The certificate of the host has expired.";
  if (code === "CERT_NOT_YET_VALID") return "The certificate of the host is not valid yet.";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "The certificate of the host is for another name.";
  if (tlsAlert.test(code))
    return "The host did not take the client certificate of this connection, or misses one.";
  if (/SELF_SIGNED|^UNABLE_TO_/.test(code))
    return "The certificate of the host comes from an authority that is not trusted here.";
  return "The host did not prove its identity with a valid certificate.";
}

/** Why the HTTP stack gave up, by the code of its error and how far the call had come. */
export function reasonOfError(error: unknown, progress: { sent: boolean; answered: boolean }): BreakReason {
  if (progress.answered) return "truncated";
  if (error instanceof errors.HTTPParserError) return "unreadable";
  const code = codeOf(error);
  const known = Object.hasOwn(reasonOfCode, code) ? reasonOfCode[code] : undefined;
  if (known) return progress.sent && known === "connect_timeout" ? "reset" : known;
  if (progress.sent) return "reset";
  return tlsCode.test(code) ? "tls" : "no_route";
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
