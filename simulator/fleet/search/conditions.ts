/** The language of the advanced search (sheet §11.4) as data. */
export const FIELDS = [
  "app_id",
  "device_id",
  "gateway_id",
  "product_id",
  "device_name",
  "node_id",
  "status",
  "node_type",
  "tag_key",
  "tag_value",
  "sw_version",
  "fw_version",
  "group_id",
  "create_time",
  "marker",
] as const;
export type Field = (typeof FIELDS)[number];

export const OPERATORS = ["=", "!=", ">", "<", "like", "in", "not in"] as const;
export type Operator = (typeof OPERATORS)[number];

/** `like` has the prefix without its `%`; only `in` and `not in` have several values. */
export type Condition = { field: Field; operator: Operator; values: string[] };

/** Any of the lists, all conditions of it: AND binds tighter than OR, and there is no nesting. */
export type Where = Condition[][];

export type SearchQuery = {
  select: "count" | "*" | Field[];
  where: Where;
  /** Undefined = in no order that means anything. */
  order?: "asc" | "desc";
  offset: number;
  rows: number;
};

const COMPARED: readonly Field[] = ["create_time", "marker"];
const LIKED: readonly Field[] = ["device_name", "node_id", "tag_key", "tag_value"];
const TAGS: readonly Field[] = ["tag_key", "tag_value"];

/** Which operators a field takes. */
export function takesOperator(field: Field, operator: Operator): boolean {
  if (operator === "=" || operator === "!=") return true;
  if (operator === "like") return LIKED.includes(field);
  return operator === ">" || operator === "<" ? COMPARED.includes(field) : !TAGS.includes(field);
}

export function isTagField(field: Field): boolean {
  return TAGS.includes(field);
}
