import type { CheckName, ConnectionCheck } from "@/lib/contracts/save-connection";
import { type CheckKey, sayCheck } from "@/lib/domain/connection-checks";
import { PlatformError } from "@/lib/iotda/errors";

interface CheckFacts {
  values?: Record<string, string | number>;
  action?: string;
  /** What the platform or the network said; its hint tells what to do. */
  error?: unknown;
}

/** One line of a test. */
export function makeCheck(
  check: CheckName,
  state: ConnectionCheck["state"],
  key: CheckKey,
  { values = {}, action, error }: CheckFacts = {},
): ConnectionCheck {
  const known = error instanceof PlatformError ? error : null;
  const { status = null, errorCode = null } = known?.upstream ?? {};
  return {
    check,
    ok: state === "ok" || state === "warning",
    state,
    detail: sayCheck(key, values),
    hint: known?.hint ?? null,
    hintKey: known?.hintKey ?? null,
    key,
    values,
    action: action ?? null,
    upstream: status === null && errorCode === null ? null : { status, errorCode },
  };
}
