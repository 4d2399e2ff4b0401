/** What a part of the path says: pages are handed it as it stands in the address. Null for one that says nothing. */
export function readSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
