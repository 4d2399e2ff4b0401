import { findSpace, type Space } from "../fleet/catalogue";
import type { Query } from "../http/query";
import { LIMITS } from "../limits";
import { PlatformRefusal } from "../refusals";
import type { Command, World } from "../world";

/** What v5 handlers work with. */
export type Platform = {
  world: World;
  /** Makes a checked command durable; carry it out right after. */
  record(command: Command): void;
};

const APP_ID = /^[A-Za-z0-9_-]*$/;

/** The resource space with this id; an unknown one is 403, not 404 (sheet §4). */
export function requireSpace(appId: string): Space {
  const space = findSpace(appId);
  if (!space) throw new PlatformRefusal("IOTDA.001000");
  return space;
}

/** The `app_id` of a list query; undefined = all spaces. */
export function spaceFilter(query: Query): string | undefined {
  const appId = query.text("app_id", LIMITS.appIdLength);
  if (!appId) return undefined;
  if (!APP_ID.test(appId)) throw new PlatformRefusal("IOTDA.000006", "app_id is not valid.");
  return requireSpace(appId).appId;
}
