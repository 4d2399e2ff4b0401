import { type Answer, bodyOf } from "../http/answer";
import { editJson } from "./edit-json";
import type { Strike } from "./fault-list";
import { quirkPage } from "./quirk-pages";

const QUIRKS = ["shift-rows", "repeat-marker", "endless-pages"];

/** The platform's own answer as the faults of a call leave it; what is no JSON stays as it is. */
export function changeAnswer(strike: Strike, target: string, answer: Answer): Answer {
  const { fault, rewrites, memory } = strike;
  const quirk = fault && QUIRKS.includes(fault.kind) ? fault : undefined;
  if (!quirk && rewrites.length === 0) return answer;
  const body = parse(answer);
  if (body === undefined) return answer;
  if (quirk) quirkPage(quirk, target, body, memory);
  for (const rewrite of rewrites) editJson(body, rewrite);
  return { ...answer, body: [JSON.stringify(body)] };
}

function parse(answer: Answer): unknown {
  try {
    return JSON.parse(bodyOf(answer).toString("utf8"));
  } catch {
    return undefined;
  }
}
