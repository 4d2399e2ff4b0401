/** Whether a path is one of the legacy API's; it has envelopes and defaults of its own. */
export function isNaPath(path: string): boolean {
  return path.startsWith("/iocm/");
}
