import { CreateTask, CreateTaskFields, createLimits } from "@/lib/contracts/create-task";
import { type Objection, toObjections } from "@/lib/contracts/objection";
import { findDocumentObjections } from "@/lib/contracts/task-document";
import { findObjections } from "@/lib/domain/check-task";
import type { CheckedInput } from "@/lib/domain/create-rules";

export interface CheckCreateFacts {
  connectionKind: "v5" | "na";
  now: Date;
  /**
   * How many devices a list has when the body carries a sample of them only: 30,000 ids are looked at by whoever
   * read them, not here. The sample has at least one id unless the count is 0.
   */
  targetCount?: number;
}

export type CheckedCreate =
  | { task: CreateTask; objections: [] }
  /** Everything that is wrong, not only the first; in the order of the form's fields. */
  | { task: null; objections: Objection[] };

/**
 * What the API would say to this create, before it is sent: the same schema, the same rules, the same paths. With
 * `targetCount` the task has the sample for its devices: put all of them in before it is sent.
 */
export function checkCreate(body: unknown, facts: CheckCreateFacts): CheckedCreate {
  const { connectionKind, now, targetCount } = facts;
  const ruleFacts = { connectionKind, now, scheduleAheadMs: createLimits.scheduleAheadMs };
  const parsed = CreateTask.safeParse(body);
  const counted = countObjections(body, targetCount);
  if (parsed.success) {
    const objections = [...counted, ...findObjections(parsed.data, ruleFacts)];
    return objections.length > 0 ? refuse(objections) : { task: parsed.data, objections: [] };
  }
  const faults = toObjections(parsed.error.issues, body);
  const sound = readSoundFields(body);
  const among = findObjections(sound, ruleFacts).filter(({ path }) => !hasFault(faults, path));
  return refuse(withoutRepeats([...counted, ...faults, ...documentObjections(sound), ...among]));
}

const fields = Object.keys(CreateTaskFields.shape);

function refuse(objections: Objection[]): CheckedCreate {
  const placeOf = ({ path }: Objection) => fields.indexOf(path.split(".", 1)[0] ?? "");
  return { task: null, objections: objections.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

/** What can be read of a body that is not whole, so that a person hears of everything at once. */
function readSoundFields(body: unknown): CheckedInput {
  if (typeof body !== "object" || body === null) return {};
  const found = Object.entries(CreateTaskFields.shape).flatMap(([key, schema]) => {
    const field = schema.safeParse(Reflect.get(body, key));
    return field.success && field.data !== undefined ? [[key, field.data]] : [];
  });
  return Object.fromEntries(found);
}

/** The schema looks at the document only when every field is of its kind. */
function documentObjections({ type, document }: CheckedInput): Objection[] {
  if (type === undefined || document === undefined) return [];
  return findDocumentObjections(type, document).map((found) => ({
    ...found,
    path: `document.${found.path}`,
  }));
}

/** A field that did not parse is not also missed. */
function hasFault(faults: readonly Objection[], path: string): boolean {
  const field = path.split(".", 1)[0];
  return faults.some((fault) => fault.path.split(".", 1)[0] === field);
}

function withoutRepeats(objections: Objection[]): Objection[] {
  const known = new Map(objections.map((objection) => [`${objection.path} ${objection.rule}`, objection]));
  return [...known.values()];
}

function countObjections(body: unknown, count: number | undefined): Objection[] {
  const limit = createLimits.targets;
  if (count === undefined || count <= limit || !isList(body)) return [];
  const message = `takes at most ${limit} devices`;
  return [{ path: "targets.ids", message, rule: "too_many", values: { limit } }];
}

function isList(body: unknown): boolean {
  const targets = typeof body === "object" && body !== null ? Reflect.get(body, "targets") : null;
  return typeof targets === "object" && targets !== null && Reflect.get(targets, "kind") === "list";
}
