/** What the platform's query language takes at most as a page (sheet §11.4). */
const shortestPrefix = 4;

export interface PrefixSearch {
  field: "device_name" | "node_id";
  prefix: string;
  appId?: string;
  productId?: string;
  /** Only behind this one. */
  marker: string | null;
  size: number;
}

/** The language says nothing of how to quote its own signs, and `like` needs four characters (sheet §11.4). */
export function canSearch(prefix: string): boolean {
  return prefix.length >= shortestPrefix && !/['"%\\;\p{Cc}]/u.test(prefix);
}

/** Newest first; at most 4 of the 5 conditions and, with a prefix of 128, some 350 of the 400 characters. */
export function prefixQuery({ field, prefix, appId, productId, marker, size }: PrefixSearch): string {
  const conditions = [
    `${field} like '${prefix}%'`,
    ...(appId === undefined ? [] : [`app_id = '${appId}'`]),
    ...(productId === undefined ? [] : [`product_id = '${productId}'`]),
    ...(marker === null ? [] : [`marker < '${marker}'`]),
  ];
  return `select * from device where ${conditions.join(" and ")} order by marker desc limit ${size}`;
}
