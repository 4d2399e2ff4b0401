import type * as z from "zod";

type Schema = z.core.$ZodType;
type Path = readonly string[];
type Note = (path: Path, rule: string) => void;

/**
 * Every rule a schema can object by, as `path rule` in the words of `toObjections`; `*` stands for a place in a list, `?`
 * for a key that is not ours. Throws for a part it cannot read, so that no rule goes unseen.
 */
export function listRules(schema: z.ZodType, at: Path = []): Set<string> {
  const found = new Set<string>();
  visit(schema, at, (path, rule) => found.add(`${path.join(".")} ${rule}`));
  return found;
}

function visit(schema: Schema, path: Path, note: Note): void {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  noteChecks(schema, path, note);
  switch (def.type) {
    case "string":
      note(path, "type");
      if ("format" in def) note(path, "format");
      return;
    case "number":
    case "boolean":
      note(path, "type");
      return;
    case "literal":
    case "enum":
      note(path, "choice");
      return;
    case "array":
      note(path, "type");
      visit(def.element, [...path, "*"], note);
      return;
    case "object":
      visitObject(def, path, note);
      return;
    case "record":
      note(path, "type");
      noteChecks(def.keyType, [...path, "?"], note);
      visit(def.valueType, [...path, "?"], note);
      return;
    case "union":
      visitUnion(def, path, note);
      return;
    case "optional":
      visit(def.innerType, path, note);
      return;
    case "lazy":
    case "unknown":
      return;
    default:
      throw new Error(`cannot list the rules of ${def.type} at ${path.join(".")}`);
  }
}

function visitObject({ shape, catchall }: z.core.$ZodObjectDef, path: Path, note: Note): void {
  if (path.length > 0) note(path, "type");
  if (catchall?._zod.def.type === "never") note([...path, "?"], "unknown");
  for (const [key, field] of Object.entries(shape)) {
    if (field._zod.optin !== "optional") note([...path, key], "needed");
    visit(field, [...path, key], note);
  }
}

/** What tells the options apart is a rule of the union, not of each of them. */
function visitUnion(def: z.core.$ZodUnionDef, path: Path, note: Note): void {
  if (!("discriminator" in def)) throw new Error(`a union nobody can tell apart at ${path.join(".")}`);
  const kind = [...path, String(def.discriminator)];
  note(path, "type");
  note(kind, "needed");
  note(kind, "choice");
  const own = kind.join(".");
  for (const option of def.options) {
    visit(option, path, (at, rule) => {
      if (at.join(".") !== own) note(at, rule);
    });
  }
}

function noteChecks(schema: Schema, path: Path, note: Note): void {
  const isList = schema._zod.def.type === "array";
  for (const check of schema._zod.def.checks ?? []) {
    const def = check._zod.def as { check: string; params?: { rule?: string }; path?: Path };
    if (def.check === "min_length") note(path, isList ? "too_few" : "needed");
    else if (def.check === "max_length") note(path, isList ? "too_many" : "too_long");
    else if (def.check === "custom") note([...path, ...(def.path ?? [])], def.params?.rule ?? "type");
    else if (def.check !== "string_format") throw new Error(`a check nobody knows: ${def.check}`);
  }
}
