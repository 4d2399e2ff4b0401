import type { CreateTask } from "@/lib/contracts/create-task";
import { idsOf } from "@/lib/domain/target-list";
import { findTaskType } from "@/lib/domain/task-types";
import { documentTextOf, readDocument, sourceOf, type WizardDraft } from "./draft";
import { readStart } from "./policy/start-time";

/** What a draft asks for, valid or not: text that is no number stays text, so that the schema says what is wrong. */
export type TaskBody = Record<string, unknown> & { type: string; targets: { kind: string } };

/** `ids`: all of them to send it, or a few to check the rest of it cheaply. */
export function buildBody(
  draft: WizardDraft,
  { draftId, zone, now, ids }: { draftId: string; zone: string; now: Date; ids: readonly string[] },
): TaskBody {
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  const shared = {
    name: draft.name,
    type: draft.type ?? "",
    ...(draft.appId ? { appId: draft.appId } : {}),
    targets: targetsOf(draft, draftId, ids),
    ...documentPart(draft),
    draftId,
    ...(draft.reason.trim() ? { reason: draft.reason.trim() } : {}),
  };
  if (type?.platform === "na") return { ...shared, ...legacyPart(draft) };
  return {
    ...shared,
    ...(type?.group === "upgrade" ? upgradePart(draft) : {}),
    ...(type?.confirmable && draft.start === "confirmed" ? { needConfirm: true } : {}),
    ...policyPart(draft, zone, now),
  };
}

/** The body of a draft as it is sent; at the size of a task some milliseconds of work, so not in a render. */
export function buildTask(
  draft: WizardDraft,
  facts: { draftId: string; zone: string; now: Date },
): CreateTask {
  const ids = draft.targets ? idsOf(draft.targets) : [];
  // The server parses it again; the form has shown everything that is wrong before this is called.
  return buildBody(draft, { ...facts, ids }) as unknown as CreateTask;
}

function targetsOf(draft: WizardDraft, draftId: string, ids: readonly string[]): { kind: string } {
  const kind = sourceOf(draft);
  const { deviceType, manufacturerId, model, deviceLocation } = draft;
  switch (kind) {
    case "list":
      return { kind, ...{ ids } };
    case "groups":
      return { kind, ...{ groupIds: groupIdsOf(draft) } };
    case "file":
      return { kind, ...{ draftId } };
    case "deviceType":
      return { kind, ...{ deviceType, manufacturerId, model } };
    case "area":
      return { kind, ...{ deviceLocation } };
    case "groupNames":
      return { kind, ...{ names: linesOf(draft.groupNames) } };
    case "broadcast":
      return { kind };
  }
}

/** Chosen groups; on a legacy connection, which lists none, the ids that were typed. */
export function groupIdsOf(draft: Pick<WizardDraft, "type" | "groups" | "groupIds">): string[] {
  const legacy = draft.type !== null && findTaskType(draft.type)?.platform === "na";
  return legacy ? linesOf(draft.groupIds) : draft.groups.map(({ groupId }) => groupId);
}

export function linesOf(text: string): string[] {
  const lines = text.split(/[\n,;\t]/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** A text that is no object is sent as it is, for the schema to refuse. */
function documentPart(draft: WizardDraft): { document?: unknown } {
  const type = draft.type === null ? undefined : findTaskType(draft.type);
  if (type?.group === "records") return {};
  const text = documentTextOf(draft);
  const document = readDocument(text);
  if (document === null) return {};
  return { document: document === undefined ? text : document };
}

function upgradePart({ gatewayMode, extInfo }: WizardDraft): Record<string, unknown> {
  const info = readDocument(extInfo);
  return {
    ...(gatewayMode ? { mode: "GATEWAY" } : {}),
    ...(info === null ? {} : { extInfo: info === undefined ? extInfo : info }),
  };
}

function policyPart(draft: WizardDraft, zone: string, now: Date): { policy?: Record<string, unknown> } {
  const start = draft.start === "set" ? readStart(draft, zone, now) : null;
  const policy = {
    ...(start && "at" in start ? { scheduleTime: start.at.toISOString() } : {}),
    ...(draft.retry
      ? { retryCount: draft.retryCount, retryIntervalMinutes: numberOr(draft.retryMinutes) }
      : {}),
  };
  return Object.keys(policy).length > 0 ? { policy } : {};
}

function legacyPart(draft: WizardDraft): Record<string, unknown> {
  const { tags } = draft;
  return {
    timeoutMinutes: numberOr(draft.timeoutMinutes),
    ...(tags.length > 0 ? { tags } : {}),
    ...(draft.callbackUrl ? { callbackUrl: draft.callbackUrl } : {}),
    ...(draft.maxRetransmit === "" ? {} : { maxRetransmit: numberOr(draft.maxRetransmit) }),
    ...(draft.groupTag ? { groupTag: draft.groupTag } : {}),
  };
}

function numberOr(text: string): number | string {
  return /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}

/** How many devices it will touch; null where only the platform knows. */
export function countOf(draft: WizardDraft): number | null {
  const source = sourceOf(draft);
  if (source === "list") return draft.targets?.count ?? 0;
  return source === "file" ? (draft.file?.rows ?? null) : null;
}
