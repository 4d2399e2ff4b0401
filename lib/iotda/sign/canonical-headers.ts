export type Headers = Readonly<Record<string, string>>;

const outerBlanks = /^[ \t]+|[ \t]+$/g;

/**
 * The signed headers as one block of `name:value` lines and their names joined by `;` (signing §2, §3). Every
 * header given is signed; what the HTTP stack adds or rewrites (accept, user-agent, lengths) is added after signing.
 */
export function canonicalHeaders(headers: Headers): { block: string; names: string } {
  const signed = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.replace(outerBlanks, "")] as const)
    .filter(([name, value]) => isSigned(name, value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    block: signed.map(([name, value]) => `${name}:${value}\n`).join(""),
    names: signed.map(([name]) => name).join(";"),
  };
}

/** A multipart content type is left out: the boundary is not known to every signer. */
function isSigned(name: string, value: string): boolean {
  if (name === "content-type") return !value.toLowerCase().startsWith("multipart/form-data");
  return name !== "authorization";
}
