/** Whom a secret is given for. */
export interface SecretAddressee {
  kind: string;
  /** With scheme: `https://host:port/path`. */
  endpoint: string;
  region: string | null;
  projectId: string | null;
  appId: string | null;
  signIn: string;
  iamEndpoint: string | null;
  iamUser: string | null;
  iamDomain: string | null;
}

const facts = [
  ...(["kind", "region", "projectId", "appId"] as const),
  ...(["signIn", "iamEndpoint", "iamUser", "iamDomain"] as const),
];

/**
 * What of the addressee is another one: with any of these changed a stored secret would go to somebody else and is
 * forgotten (security.md S4.4). Throws `TypeError` when an endpoint is no URL.
 */
export function readdressed(stored: SecretAddressee, given: SecretAddressee): (keyof SecretAddressee)[] {
  const changed = facts.filter((fact) => stored[fact] !== given[fact]);
  const moved = new URL(stored.endpoint).origin !== new URL(given.endpoint).origin;
  return moved ? ["endpoint", ...changed] : changed;
}
