const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** An HTTP date (RFC 9110 §5.6.7, the current format only); null for anything else. */
export function parseHttpDate(value: string | null): Date | null {
  if (value === null || !httpDate.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * Seconds to wait by a `Retry-After` header, read strictly: whole seconds or an HTTP date relative to `reference`
 * (the answer's own `Date` where there is one). A past date is 0; anything else is null, as if nothing was said.
 */
export function parseRetryAfter(value: string | null, reference: Date): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = parseHttpDate(value);
  return date === null ? null : Math.max(0, Math.ceil((date.getTime() - reference.getTime()) / 1000));
}
