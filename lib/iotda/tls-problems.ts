import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { TlsSettings } from "./connector";

export interface TlsProblem {
  part: "ca" | "certificate" | "key" | "passphrase";
  /** What the text must be; never the text. */
  rule: string;
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** What would make every TLS connection fail, found before the first one is tried. */
export function findTlsProblems({ ca, certificate, key, passphrase }: TlsSettings): TlsProblem[] {
  const problems: TlsProblem[] = [];
  if (ca && readCertificates(ca) === null) {
    problems.push({ part: "ca", rule: "must hold certificates in PEM" });
  }
  const [own] = (certificate && readCertificates(certificate)) || [];
  if (certificate && !own) problems.push({ part: "certificate", rule: "must hold a certificate in PEM" });
  if (certificate && !key) problems.push({ part: "key", rule: "is needed beside the certificate" });
  if (key && !certificate) problems.push({ part: "certificate", rule: "is needed beside the key" });
  if (!key) return problems;
  const opened = openKey(key, passphrase ?? undefined);
  if ("part" in opened) problems.push(opened);
  else if (own && !own.checkPrivateKey(opened.key)) {
    problems.push({ part: "key", rule: "must be the one of the certificate" });
  }
  return problems;
}

function readCertificates(pem: string): X509Certificate[] | null {
  const blocks = pem.match(certificateBlock) ?? [];
  try {
    return blocks.length === 0 ? null : blocks.map((block) => new X509Certificate(block));
  } catch {
    return null;
  }
}

function openKey(key: string, passphrase: string | undefined): { key: KeyObject } | TlsProblem {
  try {
    return { key: createPrivateKey({ key, passphrase }) };
  } catch {
    if (!/ENCRYPTED/.test(key)) return { part: "key", rule: "must be a private key in PEM" };
    return { part: "passphrase", rule: "must open the key" };
  }
}
