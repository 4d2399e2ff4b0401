import type { Connection } from "@/lib/contracts/connections";
import { type ConnectionDraft, type DraftField, draftOf } from "./connection-draft";

export interface ChangedField {
  field: DraftField;
  /** As it is now; null for a secret, which is never shown, and for what is no longer set. */
  value: ConnectionDraft[DraftField] | null;
}

/** What somebody else changed between two readings of a connection, in the order of the form. */
export function changedFields(seen: Connection, latest: Connection): ChangedField[] {
  const [before, after] = [draftOf(seen), draftOf(latest)];
  const plain = (Object.keys(after) as DraftField[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, value: after[field] === "" ? null : after[field] }));
  const isOtherSecret = seen.secretSet !== latest.secretSet || seen.accessKeyLast4 !== latest.accessKeyLast4;
  const secret = { keys: "secretKey", iam: "iamPassword", app: "secret" } as const;
  return isOtherSecret ? [...plain, { field: secret[latest.signIn], value: null }] : plain;
}
