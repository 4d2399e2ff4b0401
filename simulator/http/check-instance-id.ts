import { LIMITS } from "../limits";
import type { Modes } from "../modes";
import { PlatformRefusal } from "../refusals";
import type { SignedRequest } from "../verify-signature";

/** Sheet §2.4: 1 to 36 characters; only a strict server, as the professional edition is, misses it (§15 row 8). */
export function checkInstanceId({ headers }: SignedRequest, modes: Modes): void {
  const instanceId = headers["instance-id"];
  if (instanceId === undefined && !modes.isStrict("instanceId")) return;
  const fits =
    typeof instanceId === "string" && instanceId.length > 0 && instanceId.length <= LIMITS.instanceIdLength;
  if (!fits) throw new PlatformRefusal("IOTDA.000006", "Instance-Id is not valid.");
}
