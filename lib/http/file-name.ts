/** Longest name kept of a file somebody sends, in UTF-16 units. */
const longestName = 200;

/**
 * A file's name as its sender gave it, for showing: the last part of a path, without control characters and marks that
 * turn the direction of writing. Empty when nothing is left. Never a path of ours (security.md S4.7).
 */
export function cleanFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, "").trim();
  if (plain.length <= longestName) return plain;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? "";
  return `${cutWhole(plain, longestName - ending.length)}${ending}`;
}

/** The first `length` units, without half of a character. */
function cutWhole(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Cs}$/u, "");
}

/** RFC 6266: to save, under this name; the plain form is for readers that know nothing of the extended one. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, "_");
  const extended = encodeURIComponent(name.replace(/\p{Cs}/gu, "_")).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}
