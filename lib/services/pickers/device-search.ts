/** What `like` needs before its `%` (sheet §11.4). */
const shortestPrefix = 4;
/** Characters of a whole query (sheet §11.4). */
const longestQuery = 400;

export type PrefixField = "device_name" | "node_id";

export interface PrefixSearch {
  /** Any of these may begin so. */
  fields: readonly PrefixField[];
  prefix: string;
  appId?: string;
  productId?: string;
  /** Only behind this one; with several fields there is no room for it. */
  marker: string | null;
  size: number;
}

/** The language says nothing of how to quote its own signs, and `like` needs four characters (sheet §11.4). */
export function canSearch(prefix: string): boolean {
  return prefix.length >= shortestPrefix && !/['"%\\;\p{Cc}]/u.test(prefix);
}

/**
 * Newest first; null when it would be too long, which one field alone never is. There are no brackets and at most five
 * conditions, so a product stands for its space: whoever asks has to leave out what is in another one.
 */
export function prefixQuery({ fields, prefix, appId, productId, marker, size }: PrefixSearch): string | null {
  const space = productId === undefined && appId !== undefined ? [`app_id = '${appId}'`] : [];
  const narrow = [
    ...space,
    ...(productId === undefined ? [] : [`product_id = '${productId}'`]),
    ...(marker === null ? [] : [`marker < '${marker}'`]),
  ];
  const any = fields.map((field) => [`${field} like '${prefix}%'`, ...narrow].join(" and ")).join(" or ");
  const sql = `select * from device where ${any} order by marker desc limit ${size}`;
  return sql.length > longestQuery ? null : sql;
}
