import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import {
  type Condition,
  FIELDS,
  type Field,
  type Operator,
  type SearchQuery,
  takesOperator,
  type Where,
} from "./conditions";
import { Tokens } from "./tokens";

const MARKER = /^[0-9a-f]{24}$/;
const CREATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Reads a whole statement (sheet §11.4); refuses with IOTDA.000006, bad times and markers with their own codes. */
export function readSql(sql: string): SearchQuery {
  if (sql.length > LIMITS.sqlLength) throw invalid(`sql is longer than ${LIMITS.sqlLength} characters.`);
  const tokens = new Tokens(sql);
  tokens.expectWord("select");
  const select = readSelect(tokens);
  tokens.expectWord("from");
  tokens.expectWord("device");
  const where = tokens.takeWord("where") ? readWhere(tokens) : [[]];
  const order = tokens.takeWord("order") ? readOrder(tokens) : undefined;
  const limit = tokens.takeWord("limit") ? readLimit(tokens) : { offset: 0, rows: LIMITS.sqlRows.default };
  tokens.expectEnd();
  return { select, where, order, ...limit };
}

/** Reads a rule of a dynamic group: conditions alone. */
export function readRule(rule: string): Where {
  const tokens = new Tokens(rule);
  const where = readWhere(tokens);
  tokens.expectEnd();
  return where;
}

function readSelect(tokens: Tokens): SearchQuery["select"] {
  if (tokens.takeSign("*")) return "*";
  if (tokens.takeWord("count")) {
    for (const sign of ["(", "*", ")"]) tokens.expectSign(sign);
    return "count";
  }
  const fields = [readField(tokens)];
  while (tokens.takeSign(",")) fields.push(readField(tokens));
  return fields;
}

function readWhere(tokens: Tokens): Where {
  const where: Where = [[readCondition(tokens)]];
  for (;;) {
    if (tokens.takeWord("and")) where.at(-1)?.push(readCondition(tokens));
    else if (tokens.takeWord("or")) where.push([readCondition(tokens)]);
    else break;
  }
  const count = where.reduce((sum, all) => sum + all.length, 0);
  if (count > LIMITS.sqlConditions) throw invalid(`at most ${LIMITS.sqlConditions} conditions.`);
  return where;
}

function readCondition(tokens: Tokens): Condition {
  const field = readField(tokens);
  const operator = readOperator(tokens);
  if (!takesOperator(field, operator)) throw invalid(`${field} does not take ${operator}.`);
  const values = operator === "in" || operator === "not in" ? readList(tokens) : [tokens.expectText()];
  for (const value of values) checkValue(field, value);
  return { field, operator, values: operator === "like" ? values.map(prefixOf) : values };
}

function readField(tokens: Tokens): Field {
  const word = tokens.expectName();
  const field = FIELDS.find((name) => name === word);
  if (!field) throw invalid(`${word} is not a field.`);
  return field;
}

function readOperator(tokens: Tokens): Operator {
  for (const sign of ["=", "!=", ">", "<"] as const) if (tokens.takeSign(sign)) return sign;
  if (tokens.takeWord("like")) return "like";
  if (tokens.takeWord("in")) return "in";
  tokens.expectWord("not");
  tokens.expectWord("in");
  return "not in";
}

function readList(tokens: Tokens): string[] {
  tokens.expectSign("(");
  const values = [tokens.expectText()];
  while (tokens.takeSign(",")) values.push(tokens.expectText());
  tokens.expectSign(")");
  return values;
}

function readOrder(tokens: Tokens): "asc" | "desc" {
  tokens.expectWord("by");
  tokens.expectWord("marker");
  if (tokens.takeWord("desc")) return "desc";
  tokens.takeWord("asc");
  return "asc";
}

function readLimit(tokens: Tokens): { offset: number; rows: number } {
  const first = tokens.expectNumber();
  const limit = tokens.takeSign(",")
    ? { offset: first, rows: tokens.expectNumber() }
    : { offset: 0, rows: first };
  if (limit.offset > LIMITS.offset.max) throw invalid(`offset is above ${LIMITS.offset.max}.`);
  if (limit.rows < 1 || limit.rows > LIMITS.sqlRows.max) throw new PlatformRefusal("IOTDA.000017");
  return limit;
}

function checkValue(field: Field, value: string): void {
  if (value === "") throw invalid("no comparison with an empty value.");
  if (field === "marker" && !MARKER.test(value)) throw new PlatformRefusal("IOTDA.000018");
  if (field === "create_time" && !CREATE_TIME.test(value))
    throw new PlatformRefusal("IOTDA.000009", "create_time.");
}

function prefixOf(pattern: string): string {
  const prefix = pattern.slice(0, -1);
  if (!pattern.endsWith("%") || prefix.includes("%"))
    throw invalid("like takes a prefix and one % at its end.");
  if (prefix.length < LIMITS.likePrefixLength) {
    throw invalid(`like takes at least ${LIMITS.likePrefixLength} characters before %.`);
  }
  return prefix;
}

function invalid(detail: string): PlatformRefusal {
  return new PlatformRefusal("IOTDA.000006", detail);
}
