/** Longest part of a name that is not ours, in UTF-16 units: systems allow 255 bytes for all of it. */
const longestName = 60;

/**
 * `{name}_{as of}.{ending}`: what file systems refuse becomes `_`, the moment is UTC to the second. RFC 6266 takes it
 * from there (lib/http/file-name.ts).
 */
export function exportFileName(name: string, asOf: Date, ending: "csv" | "xlsx"): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cs}\p{Cf}\\/:*?"<>|]/gu, "_")
    .slice(0, longestName)
    .replace(/\p{Cs}$/u, "")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const at = `${asOf.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
  return `${plain || "export"}_${at}.${ending}`;
}
