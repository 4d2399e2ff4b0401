import type { SearchInput } from "@/lib/domain/url-state";

/** Path and query of a page, from what Next hands to it: where signing in returns to. */
export function pageAddress(path: string, search: Exclude<SearchInput, URLSearchParams>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) query.append(name, each);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
