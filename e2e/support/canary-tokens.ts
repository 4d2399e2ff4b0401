import type { CanaryCage } from "./canary-cage";
import type { CanaryWire, WireCall } from "./canary-wire";

interface Signer {
  wire: CanaryWire;
  /** Whose sign-ins these are. */
  owner: string;
  /** Tokens the console keeps sealed, opened. */
  kept: readonly string[];
}

const accepted = ({ status }: WireCall) => status >= 200 && status < 300;

/**
 * Takes every token that went over the wire into the cage. Answers by kind how many were then used with success, or,
 * as a refresh token is for later, are kept.
 */
export function adoptTokens(cage: CanaryCage, { wire, owner, kept }: Signer) {
  const used = { access: 0, refresh: 0, iam: 0 };
  const adopt = (kind: keyof typeof used, token: string, number: number, isUsed: boolean) => {
    const name = `${kind} token ${number} of ${owner}`;
    cage.add(name, token);
    // The platform handed it to the console, which is the only one that asks here.
    cage.prove(name);
    if (isUsed) used[kind] += 1;
  };
  const isSent = (name: string, value: string) =>
    wire.calls.some((call) => accepted(call) && call.headers[name] === value);
  for (const [number, call] of wire.calls.entries()) {
    if (!accepted(call)) continue;
    const iam = call.answerHeaders["x-subject-token"];
    if (iam) adopt("iam", iam, number, isSent("x-auth-token", iam));
    if (!call.path.startsWith("/iocm/app/sec/")) continue;
    const { accessToken, refreshToken } = JSON.parse(call.answer);
    adopt("access", accessToken, number, isSent("authorization", `Bearer ${accessToken}`));
    adopt("refresh", refreshToken, number, kept.includes(refreshToken));
  }
  return used;
}

/** Proves keys by calls the platform took: it knows the keys itself, and checked every signature. */
export function proveKeys(cage: CanaryCage, wire: CanaryWire, owner: string): void {
  const token = cage.valueOf(`security token of the ${owner}`);
  const accessKey = cage.valueOf(`access key of the ${owner}`);
  const isOurs = ({ headers }: WireCall) =>
    headers.authorization?.includes(`=${accessKey}`) && headers["x-security-token"] === token;
  if (!wire.calls.some((call) => accepted(call) && isOurs(call))) return;
  cage.prove(`access key of the ${owner}`, `secret key of the ${owner}`, `security token of the ${owner}`);
}

/** Proves secret, key and passphrase of a legacy application by a sign-in with its client certificate. */
export function proveApplication(cage: CanaryCage, wire: CanaryWire, owner: string): void {
  const secret = cage.valueOf(`application secret of the ${owner}`);
  const isLogin = ({ path, body }: WireCall) =>
    path.endsWith("/login") && new URLSearchParams(body).get("secret") === secret;
  const login = wire.calls.find((call) => accepted(call) && isLogin(call));
  if (!login?.byCertificate) return;
  cage.prove(
    `application secret of the ${owner}`,
    `client key of the ${owner}`,
    `key passphrase of the ${owner}`,
  );
}
