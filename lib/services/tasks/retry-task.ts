import type { SelectionAnswer } from "../operations/write-answer";
import { type ActOnTaskCall, actOnTask } from "./act-on-task";

/** Retries subtasks in place, by the platform (sheet §6.7); throws as `actOnTask` does. */
export function retryTask(call: ActOnTaskCall): Promise<SelectionAnswer> {
  return actOnTask("retry", call);
}
