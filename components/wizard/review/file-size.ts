/** A size of a file as people read it: `812 B`, `61 KB`, `1.9 MB` (1,024 bytes a KB). */
export function fileSizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
