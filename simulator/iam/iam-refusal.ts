import { STATUS_CODES } from "node:http";
import { type Answer, json } from "../http/answer";

/** A refusal in IAM's own envelope; what the gateway in front of it refuses looks as everywhere. */
export function refuseIam(code: number, message: string): Answer {
  return json(code, { error: { code, title: STATUS_CODES[code] ?? "", message } });
}
