import { AppError } from "@/lib/errors";
import { maxTargetsPerCall, type PageQuery } from "../platform";

/** Paging as the platform takes it (sheet §6.6); beyond it every call would be refused. */
export function checkPage(query: PageQuery): void {
  const { limit, offset = 0 } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw outside("limit", "takes 1 to 50");
  if (!Number.isInteger(offset) || offset < 0 || offset > 500) throw outside("offset", "takes 0 to 500");
}

/** Also keeps `.` and `..` out of the path, which no encoding would. */
export function checkId(taskId: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(taskId)) return taskId;
  throw outside("taskId", "takes 1 to 64 letters, digits, _ or -");
}

export function checkTargets(targets: readonly string[]): readonly string[] {
  if (targets.length >= 1 && targets.length <= maxTargetsPerCall) return targets;
  throw outside("targets", `takes 1 to ${maxTargetsPerCall} devices a call`);
}

const outside = (path: string, message: string): AppError =>
  new AppError("invalid_input", `${path} ${message}.`, { invalidParams: [{ path, message }] });
