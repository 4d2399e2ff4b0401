const longest = 40;

/** A short name for addresses out of a name, not one of those taken. */
export function suggestSlug(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "");
  const base = cut(plain, longest) || "connection";
  for (let count = 1; ; count += 1) {
    const tail = count === 1 ? "" : `-${count}`;
    const slug = cut(base, longest - tail.length) + tail;
    if (!taken.includes(slug)) return slug;
  }
}

const cut = (text: string, length: number): string => text.slice(0, length).replace(/-+$/, "");
