export type SignatureKind = "standard" | "derived";

const sharedHost =
  /^[a-z0-9-]+(?:\.[a-z]+-[a-z]+-\d{1,2})?\.(?:myhuaweicloud|huaweicloud|myhwclouds)\.(?:com|cn)$/i;
const regionInHost =
  /(?:^iotda|\.iotda-app)\.([a-z0-9-]+)\.(?:myhuaweicloud|huaweicloud|myhwclouds)\.(?:com|cn)$/i;

/** The kind a host expects when the configuration does not say: shared hosts standard, all others derived (signing §5). */
export function chooseSignature(hostname: string): SignatureKind {
  return sharedHost.test(hostname) ? "standard" : "derived";
}

/** The region that a shared host or an instance's own names; null for an address that says nothing about it. */
export function regionOfHost(hostname: string): string | null {
  return regionInHost.exec(hostname)?.[1]?.toLowerCase() ?? null;
}

/** Where the users of a region sign in when nothing else is said (sheet §3.1). */
export function iamEndpointOf(region: string): string {
  return `https://iam.${region}.myhuaweicloud.com`;
}
