import type { Answer } from "../http/answer";
import type { Query } from "../http/query";
import type { SeenCaller } from "../http/received-call";
import type { SignedRequest } from "../verify-signature";
import type { Command, World } from "../world";
import type { CallThrottle } from "./call-throttle";
import type { NaApp } from "./na-apps";
import { NaRefusal } from "./na-refusals";

/** What legacy handlers work with. */
export type NaFront = {
  app: NaApp;
  throttle: CallThrottle;
  platform: {
    world: World;
    /** Makes a checked command durable; carry it out right after. */
    record(command: Command): void;
  };
};

export type NaCall = {
  request: SignedRequest;
  seen: SeenCaller;
  params: Record<string, string>;
  query: Query;
};

export type NaHandler = (front: NaFront, call: NaCall) => Answer;

/** Counts a call of the application (sheet §13.7); sign-ins count once it is known who signs in. */
export function admit({ throttle, platform }: NaFront): void {
  if (!throttle.admits(platform.world.clock.wallNow())) throw new NaRefusal("1010009");
}
