import type { SelectionAnswer } from "../operations/write-answer";
import { type ActOnTaskCall, actOnTask } from "./act-on-task";

/** Lets subtasks that wait for it begin (sheet §6.9); throws as `actOnTask` does. */
export function confirmTask(call: ActOnTaskCall): Promise<SelectionAnswer> {
  return actOnTask("confirm", call);
}
