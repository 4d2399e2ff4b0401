/** What the platform takes of a name, its ending apart (sheet §7; the client refuses the rest). */
const notTaken = /[^\p{L}\p{N} ._()-]+/gu;
/** Characters; of two units each they still fit the 128 the platform takes. */
const longestBase = 50;

/**
 * The name a workbook has on the platform: unique there, and the same whoever carries the operation out, so that the
 * list of files tells whether it is there already.
 */
export function platformFileName(
  file: { name: string; format: "xlsx" | "xls" },
  operationId: string,
): string {
  const base = file.name.replace(/\.xlsx?$/i, "").replace(notTaken, "_");
  const kept = [...base].slice(0, longestBase).join("").trim();
  return `${kept || "workbook"}_${operationId.slice(0, 8)}.${file.format}`;
}
