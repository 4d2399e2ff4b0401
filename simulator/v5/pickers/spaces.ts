import { SPACES, type Space } from "../../fleet/catalogue";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { toCompactTime } from "../../utc-time";
import { type Platform, requireSpace } from "../platform";

/** Resource spaces (sheet §11.1): no paging. */
export function listSpaces(_platform: Platform, { query }: PlatformCall): Answer {
  const wanted = query.flag("default_app");
  const spaces = SPACES.filter((space) => wanted === undefined || space.isDefault === wanted);
  return json(200, { applications: spaces.map(spaceJson) });
}

export function showSpace(_platform: Platform, { params }: PlatformCall): Answer {
  return json(200, spaceJson(requireSpace(params.appId ?? "")));
}

function spaceJson({ appId, name, isDefault, createdAt }: Space) {
  return { app_id: appId, app_name: name, create_time: toCompactTime(createdAt), default_app: isDefault };
}
