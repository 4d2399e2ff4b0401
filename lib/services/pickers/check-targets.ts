import type { CheckedTarget, CheckTargets, TargetCheck } from "@/lib/contracts/target-checks";
import type { PlatformDevice } from "@/lib/domain/platform-device";
import { runLimited } from "@/lib/domain/run-limited";
import { troubleOf } from "@/lib/domain/target-trouble";
import { AppError } from "@/lib/errors";
import { isImpossible, isMissing } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import type { ServiceContext } from "../context";
import { spendAct } from "../spend-act";
import { openFleet } from "./open-fleet";

export interface CheckTargetsInput {
  params: { connection: string };
  body: CheckTargets;
}

/** Up to 20 calls each (security.md S4.9): six look-ups of a hundred devices. */
const checksAllowed = { name: "targets.check", count: 30, windowMs: 60_000 } as const;
/** What has not come by then is unread; a person waits, and no call of ours may take 25 s. */
const takesMs = 20_000;
const devicesAtOnce = 4;

/**
 * Looks each device up on the platform, at its pace. One that could not be asked about is `unread`; when none could,
 * the reason is thrown.
 */
export async function checkTargets({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: CheckTargetsInput;
}): Promise<TargetCheck> {
  const { platform } = await openFleet(ctx, input.params.connection, "change");
  await spendAct(ctx, checksAllowed);
  const { ids, productIds = null } = input.body;
  const signal = AbortSignal.timeout(takesMs);
  const looks = await runLimited([...new Set(ids)], devicesAtOnce, (id) => lookUp(platform, id, signal));
  const first = looks[0];
  if (first?.state === "unread" && looks.every(({ state }) => state === "unread")) throw first.error;
  return { items: looks.map((look) => describe(look, productIds)), checkedAt: ctx.now().toISOString() };
}

type Look =
  | { deviceId: string; state: "found"; device: PlatformDevice }
  | { deviceId: string; state: "missing" }
  | { deviceId: string; state: "unread"; error: AppError };

async function lookUp(platform: Platform, deviceId: string, signal: AbortSignal): Promise<Look> {
  try {
    const device = await platform.showDevice(deviceId, { lane: "people", signal });
    return { deviceId, state: "found", device };
  } catch (error) {
    if (isMissing(error) || isImpossible(error)) return { deviceId, state: "missing" };
    if (error instanceof AppError && error.code.startsWith("upstream_")) {
      return { deviceId, state: "unread", error };
    }
    throw error;
  }
}

const nothingKnown = {
  ...{ problem: null, name: null, status: null, productId: null },
  ...{ productName: null, nodeType: null, gatewayId: null },
} as const;

function describe(look: Look, productIds: readonly string[] | null): CheckedTarget {
  const { deviceId, state } = look;
  if (state === "unread") return { ...nothingKnown, deviceId, state };
  if (state === "missing") return { ...nothingKnown, deviceId, state, problem: "unknown" };
  const { name, status, productId, productName, nodeType, gatewayId } = look.device;
  const problem = troubleOf(look.device, productIds);
  return { deviceId, state, problem, name, status, productId, productName, nodeType, gatewayId };
}
