const unreserved = /^[A-Za-z0-9\-_.~]$/;

const encodings = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
});

/** The platform's percent-encoding: every UTF-8 byte but `A-Z a-z 0-9 - _ . ~`, so `! ' ( ) *` too (signing §3). */
export function percentEncode(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => encodings[byte]).join("");
}

/** A decoded path with each segment encoded, as it goes on the wire. */
export function encodePath(path: string): string {
  return path.split("/").map(percentEncode).join("/");
}
