import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { JsonObject } from "./json";
import { NoBody, NoQuery } from "./path-params";
import { SubtaskParams } from "./subtask-history";

/** What was hidden in the output of a createDevices subtask, by the platform's names. */
export const RevealedSecret = z.strictObject({ target: z.string(), fields: JsonObject });
export type RevealedSecret = z.infer<typeof RevealedSecret>;

/** Whose task it is decides who may, so the verb asks for the permission `reveal_secret` itself. */
export const revealSubtask = defineEndpoint({
  id: "revealSubtask",
  method: "POST",
  path: "/connections/{connection}/tasks/{taskId}/subtasks/{target}/reveal",
  summary: "What a new device signs in with; for the task's creator and administrators, on the audit trail",
  access: "read",
  params: SubtaskParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: RevealedSecret },
});
