import { AppError } from "@/lib/errors";

/** An id on its way into the path; this also keeps `.` and `..` out, which no encoding would. */
export function checkId(id: string, path = "taskId", longest = 64): string {
  if (/^[A-Za-z0-9_-]+$/.test(id) && id.length <= longest) return id;
  throw outside(path, `takes 1 to ${longest} letters, digits, _ or -`);
}

/** A value the platform would refuse; nothing was sent. */
export const outside = (path: string, message: string): AppError =>
  new AppError("invalid_input", `${path} ${message}.`, { invalidParams: [{ path, message }] });
