const dayInSeconds = 86_400;

/**
 * Remembers a view setting (language, theme, zone, last connection) for a year or for so many days, so that the server's first HTML
 * already has it. Identity never lives here. In a foreign portal's frame the browser drops it, which is fine.
 */
export function rememberView(name: string, value: string | null, days = 365): void {
  writeCookie(document, name, value, days * dayInSeconds);
}

// The Cookie Store API would make every caller wait, and it is missing on plain http.
function writeCookie(jar: { cookie: string }, name: string, value: string | null, seconds: number): void {
  const age = value === null ? 0 : seconds;
  jar.cookie = `${name}=${encodeURIComponent(value ?? "")}; path=/; max-age=${age}; samesite=lax`;
}
