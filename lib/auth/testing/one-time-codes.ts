import { createOTP } from "@better-auth/utils/otp";

/** Makes the codes of a second factor as an authenticator app does; `ahead` counts steps of 30 s from now. */
export function readOneTimeCodes(totpUri: unknown): (ahead?: number) => Promise<string> {
  const secret = new URL(String(totpUri)).searchParams.get("secret") ?? "";
  const otp = createOTP(Buffer.from(fromBase32(secret)).toString());
  const step = Math.floor(Date.now() / 30_000);
  return (ahead = 0) => otp.hotp(step + ahead);
}

function fromBase32(text: string): Uint8Array {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
