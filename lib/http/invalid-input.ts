import { z } from "zod";
import { AppError, type InvalidParam } from "@/lib/errors";

const mostParams = 50;

/** 400 with the paths and rules of what does not fit; a value is never repeated. */
export function invalidInput(detail: string, invalidParams?: InvalidParam[], status?: number): AppError {
  return new AppError("invalid_input", detail, { invalidParams, status });
}

export function fromZodError(error: z.ZodError, where: string): AppError {
  return invalidInput(
    `The ${where} does not fit.`,
    error.issues.flatMap(toInvalidParams).slice(0, mostParams),
  );
}

function toInvalidParams(issue: z.core.$ZodIssue): InvalidParam[] {
  const path = issue.path.map(String);
  if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "is not known here" }));
}

/** Parses or throws 400. `where` is `path`, `query` or `body`. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const told = closestOption(schema, value)?.safeParse(value).error;
  throw fromZodError(told ?? result.error, where);
}

/** Of several shapes the one meant is the one that knows most of the given keys: its rules are the ones to name. */
function closestOption(schema: z.ZodType, value: unknown): z.ZodObject | undefined {
  if (!(schema instanceof z.ZodUnion) || typeof value !== "object" || value === null) return undefined;
  const shapes = schema.options.filter((option) => option instanceof z.ZodObject);
  const known = ({ shape }: z.ZodObject) =>
    Object.keys(value).filter((key) => Object.hasOwn(shape, key)).length;
  return shapes.toSorted((a, b) => known(b) - known(a))[0];
}
