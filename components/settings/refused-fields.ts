import type { ApiError } from "@/lib/client/api-error";
import { type DraftField, emptyDraft } from "./connection-draft";
import type { DraftProblem } from "./validate-connection";

const isField = (path: string): path is DraftField => Object.hasOwn(emptyDraft, path);

/** What the server refuses, at the fields it names; empty when it names none that is on the form. */
export function refusedFields({ code, problem }: ApiError, isNew: boolean): DraftProblem[] {
  // The one thing a new connection can collide with is another one's short name.
  if (code === "conflict" && isNew) return [{ field: "slug", key: "slugTaken" }];
  if (code !== "invalid_input") return [];
  return (problem?.invalidParams ?? []).flatMap(({ path, message }): DraftProblem[] => {
    if (path === "endpoint" || path === "iamEndpoint") return [{ field: path, key: "addressRefused" }];
    return isField(path) ? [{ field: path, key: "refused", values: { message } }] : [];
  });
}
