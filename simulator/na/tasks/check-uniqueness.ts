import { LIMITS } from "../../limits";
import type { World } from "../../world";
import type { LegacyTag } from "../engine/legacy-order";
import { isUnfinished } from "../engine/legacy-task";
import { NaRefusal } from "../na-refusals";

/** Sheet §13.4: a name is used once. */
export function checkName({ legacy }: World, name: string): void {
  if (legacy.list().some((task) => task.order.name === name)) throw new NaRefusal("105002");
}

/** Ten unfinished tasks, on a strict server one (sheet §15 row 21). */
export function checkUnfinished({ legacy, modes }: World): void {
  const { unfinishedTasks, unfinishedTasksStrict } = LIMITS.na;
  const allowed = modes.isStrict("naUnfinished") ? unfinishedTasksStrict : unfinishedTasks;
  if (legacy.list().filter(isUnfinished).length >= allowed) throw new NaRefusal("105001");
}

/** Name and value of a tag together are used once, over all tasks and within one (105201). */
export function checkTags({ legacy }: World, tags: readonly LegacyTag[]): void {
  const keyOf = ({ tagName, tagValue }: LegacyTag) => JSON.stringify([tagName, tagValue]);
  const used = new Set(legacy.list().flatMap((task) => task.order.tags.map(keyOf)));
  const keys = tags.map(keyOf);
  if (new Set(keys).size < keys.length || keys.some((key) => used.has(key))) throw new NaRefusal("105201");
}

/** The sheet does not say what a groupTag is. Here a group carries the first word of its name (`Water Old Town`). */
export function checkGroupTag({ fleet }: World, groupTag: unknown): void {
  if (groupTag === undefined) return;
  const known = fleet.groups.some(({ name }) => name.split(" ", 1)[0] === groupTag);
  if (!known) throw new NaRefusal("105202");
}
