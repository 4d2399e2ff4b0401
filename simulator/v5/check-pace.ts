import { PlatformRefusal } from "../refusals";
import type { World } from "../world";

/** Lets one call of an operation through in `everyMs` (sheet §5); `at` is the platform time. */
export function checkPace({ pace, modes }: World, operation: string, everyMs: number, at: number): void {
  if (pace.take(operation, everyMs, at)) return;
  if (modes.isStrict("throttle")) throw new PlatformRefusal("IOTDA.021101");
  throw new PlatformRefusal("APIGW.0308", `,limit:1,time:${everyMs / 1000} second`);
}
