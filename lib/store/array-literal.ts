/**
 * An array as PostgreSQL writes it, to be cast to its type: `{"a","b\"c",NULL}`. Prisma takes the elements of an array
 * apart one by one, which for thousands costs more than the statement they are for; this passes it as one text.
 */
export function arrayLiteral(values: readonly (string | number | null)[]): string {
  return `{${values.map(writeElement).join(",")}}`;
}

function writeElement(value: string | number | null): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? String(value) : `"${value.replace(/["\\]/g, "\\$&")}"`;
}
