/** The `code` of a system or database error (`"ENOENT"`, `"28P01"`), or "" when it has none. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return typeof code === "string" ? code : "";
}
