import { randomBytes } from "node:crypto";

export interface HeaderPolicy {
  embedOrigins: readonly string[];
  /** Where the sign-in form may lead besides ourselves. */
  oidcIssuer: string | null;
  https: boolean;
  development: boolean;
}

/** 128 random bits a request; scripts and styles of our pages carry it. */
export function makeNonce(): string {
  return randomBytes(16).toString("base64");
}

/** Only names that browsers know: an unknown one is an error in their console. */
const switchedOff = [
  "accelerometer",
  "autoplay",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "window-management",
  "xr-spatial-tracking",
];
const permissionsPolicy = [...switchedOff.map((feature) => `${feature}=()`), "clipboard-write=(self)"].join(
  ", ",
);

function isEmbedPath(path: string): boolean {
  return path === "/embed" || path.startsWith("/embed/");
}

/** security.md S2.5. In development Next evaluates code, injects styles and keeps a socket open for reloads. */
export function contentSecurityPolicy(policy: HeaderPolicy, path: string, nonce: string): string {
  const { development, oidcIssuer, embedOrigins } = policy;
  const ancestors = isEmbedPath(path) && embedOrigins.length > 0 ? embedOrigins : ["'none'"];
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${oidcIssuer === null ? "" : ` ${new URL(oidcIssuer).origin}`}`,
    "frame-src 'none'",
    `frame-ancestors ${ancestors.join(" ")}`,
  ].join("; ");
}

/** What every answer carries, whoever wrote it. */
export function securityHeaders(policy: HeaderPolicy, csp: string): Record<string, string> {
  return {
    "content-security-policy": csp,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": permissionsPolicy,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(policy.https ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
