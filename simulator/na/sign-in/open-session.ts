import { type Answer, json } from "../../http/answer";
import type { NaFront } from "../na-call";
import { tokensJson } from "../na-tokens";

/** New tokens; every token before them is void from here on (sheet §13.1). */
export function openSession({ app, platform }: NaFront): Answer {
  const { world, record } = platform;
  const at = world.settle();
  const command = { kind: "na-sign-in", at } as const;
  record(command);
  world.apply(command);
  return json(200, tokensJson(app, world.tokens.access, at));
}
