import { z } from "zod";
import { invalidInput } from "./invalid-input";
import { requireNoNul } from "./plain-json";

export type ReadQuery = (search: URLSearchParams) => Record<string, string | string[]>;

/** Which parameters may be repeated is read from the schema once: those whose value is an array (`status`, `type`, `cause`). */
export function makeQueryReader(schema: z.ZodType): ReadQuery {
  const repeatable = schema instanceof z.ZodObject ? arrayKeys(schema.shape) : new Set<string>();
  return (search) => {
    const query = new Map<string, string | string[]>();
    for (const [name, value] of search) {
      requireNoNul(name + value, "query");
      if (name === "__proto__") throw invalidInput("The query does not fit.", [notKnown(name)]);
      const earlier = query.get(name);
      if (earlier === undefined) query.set(name, repeatable.has(name) ? [value] : value);
      else if (Array.isArray(earlier)) earlier.push(value);
      else throw invalidInput("The query does not fit.", [{ path: name, message: "may be given once" }]);
    }
    return Object.fromEntries(query);
  };
}

function notKnown(path: string) {
  return { path, message: "is not known here" };
}

function arrayKeys(shape: Readonly<Record<string, z.core.$ZodType>>): Set<string> {
  return new Set(Object.keys(shape).filter((key) => innermost(shape[key]) instanceof z.ZodArray));
}

function innermost(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) {
    inner = inner.unwrap();
  }
  return inner;
}
