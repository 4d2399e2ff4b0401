const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
const extended = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** Either time format of v5 (sheet §2.4) as ISO 8601 UTC with milliseconds; null for anything else. */
export function parsePlatformTime(text: string): string | null {
  const iso = text.replace(compact, "$1-$2-$3T$4:$5:$6Z");
  const date = new Date(extended.test(iso) ? iso : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** ISO 8601 as the platform takes it: `yyyyMMdd'T'HHmmss'Z'`, whole seconds. */
export function formatPlatformTime(iso: string): string {
  return new Date(iso).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
