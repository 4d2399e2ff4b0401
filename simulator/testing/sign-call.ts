import { createHash, createHmac, hkdfSync } from "node:crypto";

export type Signer = { accessKey: string; secretKey: string; region?: string };
export type UnsignedCall = {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
  at: number;
};

/** Headers of a signed call; with a region the derived kind. The tests' own reading of signing.md. */
export function signCall(
  signer: Signer,
  { method, url, headers, body, at }: UnsignedCall,
): Record<string, string> {
  const date = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const signed: Record<string, string> = { ...headers, host: url.host, "x-sdk-date": date };
  const names = Object.keys(signed).sort();
  const query = [...url.searchParams]
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([key, value]) => `${escapeText(key)}=${escapeText(value)}`)
    .join("&");
  const path = `${url.pathname.replace(/\/$/, "")}/`;
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join("");
  const payload = headers["x-sdk-content-sha256"] ?? sha256(body);
  const canonical = [method, path, query, lines, names.join(";"), payload].join("\n");

  const scope = signer.region && `${date.slice(0, 8)}/${signer.region}/iotdm`;
  const kind = scope ? "V11-HMAC-SHA256" : "SDK-HMAC-SHA256";
  const okm = () => Buffer.from(hkdfSync("sha256", signer.secretKey, signer.accessKey, scope ?? "", 32));
  const key = scope ? okm().toString("hex") : signer.secretKey;
  const text = [kind, date, ...(scope ? [scope] : []), sha256(canonical)].join("\n");
  const signature = createHmac("sha256", key).update(text).digest("hex");
  const who = scope ? `Credential=${signer.accessKey}/${scope}` : `Access=${signer.accessKey}`;
  const { host: _host, ...sent } = signed;
  return {
    ...sent,
    authorization: `${kind} ${who}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

function escapeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
