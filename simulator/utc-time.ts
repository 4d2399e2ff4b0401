const COMPACT = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** Milliseconds to `yyyyMMdd'T'HHmmss'Z'`, the form of batch tasks, products and packages (sheet §2.4). */
export function toCompactTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** Milliseconds to `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, the form of a device's times (sheet §2.4). */
export function toMillisTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Reads the compact form; undefined when the text or the calendar date is wrong (20260231T000000Z). */
export function parseCompactTime(text: string): number | undefined {
  const parts = COMPACT.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) || toCompactTime(ms) !== text ? undefined : ms;
}
