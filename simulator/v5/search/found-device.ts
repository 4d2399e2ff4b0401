import type { Field, SearchQuery } from "../../fleet/search/conditions";
import type { SearchScope } from "../../fleet/search/match-device";
import { toMillisTime } from "../../utc-time";
import { deviceRow, modulesOf } from "../pickers/device-json";

/** Where an answer holds a field that has another name there. */
const ANSWERED_AS: Partial<Record<Field, string>> = {
  tag_key: "tags",
  tag_value: "tags",
  group_id: "groups",
};

/** One device of a search (sheet §11.4): a list's row with groups, modules and marker, or the fields asked for. */
export function foundDevice(
  { fleet, now, groupsOf }: SearchScope,
  device: number,
  select: SearchQuery["select"],
) {
  const row = deviceRow(fleet, device, now);
  const full = {
    ...row,
    tags: Object.fromEntries(row.tags.map(({ tag_key, tag_value }) => [tag_key, tag_value])),
    groups: groupsOf(device),
    modules: modulesOf(fleet, device),
    marker: fleet.recordIdOf(device),
  };
  if (!Array.isArray(select)) return full;
  const wanted = new Set(select.map((field) => ANSWERED_AS[field] ?? field));
  const all = { ...full, create_time: toMillisTime(fleet.createdAtOf(device)) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}
