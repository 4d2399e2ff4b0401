import type { JsonObject } from "@/lib/contracts/json";
import type { DraftTargets, LegacyDraft, TaskDraft } from "@/lib/domain/platform-task";
import { AppError } from "@/lib/errors";

/** The body of a create (sheet §13.4); `appId` is the caller's own application, for a draft that names none. */
export function toTaskBody(draft: TaskDraft, appId: string): JsonObject {
  const { document, legacy } = draft;
  refuseForeignParts(draft);
  if (document === null) throw missing("document", "needs the command: serviceId, method and paras");
  if (legacy === null) throw missing("timeoutMinutes", "is needed");
  return {
    appId: draft.appId ?? appId,
    taskName: draft.name,
    taskType: draft.type,
    timeout: legacy.timeoutMinutes,
    param: { ...toTargetsBody(draft.targets), command: document, ...toSending(legacy) },
    ...(legacy.tags.length === 0 ? {} : { tags: toTags(legacy) }),
  };
}

function toTargetsBody(targets: DraftTargets): JsonObject {
  switch (targets.kind) {
    case "list":
      return { type: "DeviceList", deviceList: targets.ids };
    case "groups":
      return { type: "GroupIdList", groupList: targets.groupIds };
    case "groupNames":
      return { type: "GroupList", groupList: targets.names };
    case "deviceType": {
      const { deviceType, manufacturerId, model } = targets;
      return { type: "DeviceType", deviceType, manufacturerId, model };
    }
    case "area":
      return { type: "DeviceArea", deviceLocation: targets.deviceLocation };
    case "broadcast":
      return { type: "Broadcast" };
    case "file":
      throw missing("targets.kind", "must not be a file: the legacy API takes none");
  }
}

function toSending({ callbackUrl, maxRetransmit, groupTag }: LegacyDraft): JsonObject {
  const entries = Object.entries({ callbackUrl, maxRetransmit, groupTag });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

const toTags = ({ tags }: LegacyDraft): JsonObject[] =>
  tags.map(({ name, value }) => ({ tagName: name, tagValue: value }));

/** What v5 takes and this API does not would be lost without a word. */
function refuseForeignParts({ mode, extInfo, needConfirm, policy }: TaskDraft): void {
  const given = Object.entries({ mode, extInfo, needConfirm, ...policy }).find(([, value]) => value !== null);
  if (given) throw missing(given[0], "is nothing the legacy API takes");
}

const missing = (path: string, message: string): AppError =>
  new AppError("invalid_input", `${path} ${message}.`, { invalidParams: [{ path, message }] });
