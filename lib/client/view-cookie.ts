/**
 * Remembers a view setting (language, theme, zone, last connection) for a year, so that the server's first HTML
 * already has it. Identity never lives here. In a foreign portal's frame the browser drops it, which is fine.
 */
export function rememberView(name: string, value: string | null): void {
  writeCookie(document, name, value);
}

// The Cookie Store API would make every caller wait, and it is missing on plain http.
function writeCookie(jar: { cookie: string }, name: string, value: string | null): void {
  const age = value === null ? 0 : 31_536_000;
  jar.cookie = `${name}=${encodeURIComponent(value ?? "")}; path=/; max-age=${age}; samesite=lax`;
}
