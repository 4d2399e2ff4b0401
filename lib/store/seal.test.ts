import { describe, expect, it } from "vitest";
import { createSealer, SealError, sealedKeyId } from "./seal";

const secret = "a secret of thirty-two characters or more";
const other = "another secret of thirty-two characters!!";
const aad = "connection:7:secret_key";
const sealer = createSealer({ secret });

function reasonOf(open: () => string): string {
  try {
    open();
  } catch (error) {
    if (error instanceof SealError) return error.reason;
    throw error;
  }
  return "opened";
}

/** The sealed text with one of its five parts replaced. */
function replacePart(sealed: string, index: number, change: (part: string) => string): string {
  return sealed
    .split(".")
    .map((part, at) => (at === index ? change(part) : part))
    .join(".");
}

/** The first byte of a base64url part with one bit turned. */
function turnBit(part: string): string {
  const bytes = Buffer.from(part, "base64url");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString("base64url");
}

describe("sealing (A38)", () => {
  it("opens what it sealed, with the iv, the tag and the version in the text", () => {
    const sealed = sealer.seal("geheim ✓", aad);
    expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
    expect(sealed).not.toContain("geheim");
    expect(sealer.open(sealed, aad)).toBe("geheim ✓");
    expect(sealer.open(sealer.seal("", aad), aad)).toBe("");
    expect(sealedKeyId(sealed)).toBe(sealer.keyId);
  });

  it("never seals the same text twice to the same bytes", () => {
    expect(new Set(Array.from({ length: 200 }, () => sealer.seal("same", aad).split(".")[2])).size).toBe(200);
  });

  it.each([
    ["another row", "connection:8:secret_key"],
    ["another field", "connection:7:access_key"],
    ["no place", ""],
  ])("refuses a text moved to %s", (_, place) => {
    const sealed = sealer.seal("secret", aad);
    expect(reasonOf(() => sealer.open(sealed, place))).toBe("damaged");
  });

  it.each([
    ["iv", 2],
    ["ciphertext", 3],
    ["tag", 4],
  ])("refuses one turned bit in the %s", (_, index) => {
    const sealed = sealer.seal("secret", aad);
    expect(reasonOf(() => sealer.open(replacePart(sealed, index, turnBit), aad))).toBe("damaged");
  });

  it("refuses a shortened tag, a longer iv, another version, extra parts and odd spellings", () => {
    const sealed = sealer.seal("secret", aad);
    const short = (part: string) => Buffer.from(part, "base64url").subarray(0, 12).toString("base64url");
    const long = (part: string) => Buffer.from(`${part}AAAA`, "base64url").toString("base64url");
    for (const bad of [
      replacePart(sealed, 4, short),
      replacePart(sealed, 4, () => ""),
      replacePart(sealed, 2, long),
      replacePart(sealed, 0, () => "v2"),
      `${sealed}.AAAA`,
      replacePart(sealed, 3, (part) => `${part}=`),
      replacePart(sealed, 3, (part) => `${part} `),
      "",
      "secret",
    ]) {
      expect(reasonOf(() => sealer.open(bad, aad))).toBe("damaged");
    }
  });

  it("names the key id when the key is unknown, and refuses a swapped one", () => {
    const foreign = createSealer({ secret: other });
    const sealed = foreign.seal("secret", aad);
    expect(() => sealer.open(sealed, aad)).toThrow(foreign.keyId);
    expect(reasonOf(() => sealer.open(sealed, aad))).toBe("unknown_key");
    expect(
      reasonOf(() =>
        sealer.open(
          replacePart(sealed, 1, () => sealer.keyId),
          aad,
        ),
      ),
    ).toBe("damaged");
  });

  it("keeps purposes apart", () => {
    const sealed = createSealer({ secret, purpose: "subtask secrets" }).seal("secret", aad);
    expect(reasonOf(() => sealer.open(sealed, aad))).toBe("unknown_key");
    const rotated = createSealer({ secret: other, previousSecret: secret }).forPurpose("subtask secrets");
    expect(rotated.open(sealed, aad)).toBe("secret");
    expect(rotated.keyIds).not.toContain(sealer.keyId);
  });

  it("opens with the previous key and seals with the current one", () => {
    const old = createSealer({ secret: other });
    const rotated = createSealer({ secret, previousSecret: other });
    expect(rotated.open(old.seal("old", aad), aad)).toBe("old");
    expect(sealedKeyId(rotated.seal("new", aad))).toBe(sealer.keyId);
    expect(rotated.keyIds).toHaveLength(2);
    expect(new Set(rotated.keyIds)).toEqual(new Set([old.keyId, sealer.keyId]));
    expect(reasonOf(() => sealer.open(old.seal("old", aad), aad))).toBe("unknown_key");
  });
});
