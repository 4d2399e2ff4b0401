import type { SelectionAnswer } from "../operations/write-answer";
import { type ActOnTaskCall, actOnTask } from "./act-on-task";

/** Stops subtasks (sheet §6.8); throws as `actOnTask` does. */
export function stopTask(call: ActOnTaskCall): Promise<SelectionAnswer> {
  return actOnTask("stop", call);
}
