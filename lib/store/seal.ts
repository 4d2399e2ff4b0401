import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

export interface SealerSecrets {
  secret: string;
  /** Opens what was sealed before the secret was changed; never seals. */
  previousSecret?: string | null;
  /** One key per purpose; what is sealed for one cannot be opened for another. */
  purpose?: string;
}

/**
 * Seals secrets at rest as `v1.kid.iv.ct.tag`, the last three in base64url. `aad` names the place a text belongs to
 * (`connection:{id}:{field}`), so that it cannot be moved to another row or column.
 */
export interface Sealer {
  /** Of the key that seals. */
  keyId: string;
  /** Every key that `open` has: the current and the previous one. */
  keyIds: readonly string[];
  seal(text: string, aad: string): string;
  /** Throws `SealError`; never says what was inside. */
  open(sealed: string, aad: string): string;
  /** Another one of the same secrets, with keys of its own. */
  forPurpose(purpose: string): Sealer;
}

/** `unknown_key`: sealed with another secret. `damaged`: malformed, altered, or from another place. */
export class SealError extends Error {
  readonly reason: "unknown_key" | "damaged";
  readonly keyId: string | null;

  constructor(reason: SealError["reason"], keyId: string | null) {
    super(
      reason === "unknown_key"
        ? `sealed with the unknown key ${keyId}`
        : "the sealed text is damaged or belongs to another place",
    );
    this.name = "SealError";
    this.reason = reason;
    this.keyId = keyId;
  }
}

export function createSealer({ secret, previousSecret, purpose = "credentials" }: SealerSecrets): Sealer {
  const current = makeKey(secret, purpose);
  const known = previousSecret ? [current, makeKey(previousSecret, purpose)] : [current];
  const keys = new Map(known.map(({ id, key }) => [id, key]));
  const others = new Map<string, Sealer>();

  return {
    keyId: current.id,
    keyIds: [...keys.keys()],
    seal: (text, aad) => sealWith(current, text, aad),
    open(sealed, aad) {
      const parts = readSealed(sealed);
      const key = keys.get(parts.keyId);
      if (!key) throw new SealError("unknown_key", parts.keyId);
      return openWith(key, parts, aad);
    },
    forPurpose(other) {
      const made = others.get(other) ?? createSealer({ secret, previousSecret, purpose: other });
      others.set(other, made);
      return made;
    },
  };
}

/** The id of the key a text was sealed with; throws `SealError` when it is not a sealed text. */
export function sealedKeyId(sealed: string): string {
  return readSealed(sealed).keyId;
}

interface Key {
  id: string;
  key: Buffer;
}

function makeKey(secret: string, purpose: string): Key {
  const id = deriveKey(secret, `seal id ${purpose}`, 6).toString("base64url");
  return { id, key: deriveKey(secret, `seal ${purpose}`) };
}

function sealWith({ id, key }: Key, text: string, aad: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(aad, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", id, ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

interface SealedParts {
  keyId: string;
  iv: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

function readSealed(sealed: string): SealedParts {
  const [version, keyId, iv, ciphertext, tag, ...rest] = sealed.split(".");
  if (version !== "v1" || !keyId || iv === undefined || ciphertext === undefined || tag === undefined) {
    throw new SealError("damaged", null);
  }
  const parts = {
    keyId,
    iv: readBase64Url(iv),
    ciphertext: readBase64Url(ciphertext),
    tag: readBase64Url(tag),
  };
  if (rest.length > 0 || parts.iv.length !== ivBytes || parts.tag.length !== tagBytes) {
    throw new SealError("damaged", keyId);
  }
  return parts;
}

/** Node skips what is not base64url; here such a text is refused, so that each secret has one spelling only. */
function readBase64Url(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw new SealError("damaged", null);
  return bytes;
}

function openWith(key: Buffer, { keyId, iv, ciphertext, tag }: SealedParts, aad: string): string {
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(aad, "utf8"));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  } catch {
    throw new SealError("damaged", keyId);
  }
}
