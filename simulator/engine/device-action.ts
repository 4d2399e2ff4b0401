import { TRAIT } from "../fleet/device-columns";
import { LIMITS } from "../limits";
import { type Attempt, type AttemptPlan, between, steeredPlan } from "./attempt";
import type { Failure } from "./failure-table";
import { CODED, GATEWAY_HAS_CHILDREN, invalidInput, TOO_MANY_PENDING } from "./failures";
import { modelFault } from "./model-fault";

/** A synchronous command waits this long for its answer (sheet §9.2). */
const COMMAND_WAIT_MS = 20_000;
const DURATION = 9;

/** Plans one subtask of a task type other than the upgrades, for a device that exists (sheet §9, §16). */
export function planAction(attempt: Attempt): AttemptPlan {
  const { fleet, task, device } = attempt;
  // What becomes of a row is decided when it is carried out.
  if (task.order.type === "createDevices") return quick(attempt);
  const steered = steeredPlan(attempt, CODED.noAnswer);
  if (steered) return steered;
  switch (task.order.type) {
    case "createCommands":
      return planCommand(attempt);
    case "createAsyncCommands":
      return planAsyncCommand(attempt);
    case "createMessages":
      return planMessage(attempt);
    case "updateDeviceShadows":
      return quick(attempt, shadowFault(attempt));
    case "updateDevices":
      return quick(attempt);
    case "deleteDevices":
      return quick(attempt, fleet.childrenOf(device).length > 0 ? GATEWAY_HAS_CHILDREN : undefined);
    case "freezeDevices":
      if (fleet.gatewayOf(device) !== undefined) return quick(attempt, CODED.childFreeze);
      return quick(attempt, fleet.hasTrait(device, TRAIT.frozen) ? CODED.alreadyFrozen : undefined);
    case "unfreezeDevices":
      return quick(attempt, fleet.hasTrait(device, TRAIT.frozen) ? undefined : CODED.notFrozen);
    default:
      throw new Error(`no action for ${task.order.type}`);
  }
}

/** Carries the action out on the device; `cached` = the platform keeps it until the device is back. */
export function completeAction({ fleet, task, device }: Attempt, cached: boolean): void {
  const { type } = task.order;
  if (type === "updateDeviceShadows") fleet.countShadowChange(device);
  else if (type === "deleteDevices") fleet.setTrait(device, TRAIT.deleted, true);
  else if (type === "freezeDevices") fleet.setTrait(device, TRAIT.frozen, true);
  else if (type === "unfreezeDevices") fleet.setTrait(device, TRAIT.frozen, false);
  else if (type === "createAsyncCommands") fleet.setPending(device, cached ? fleet.pendingOf(device) + 1 : 0);
}

/** Only MQTT devices and what is behind them answer synchronous commands (sheet §9.2); weak ones miss the first. */
function planCommand(attempt: Attempt): AttemptPlan {
  const { fleet, device, task } = attempt;
  if (!isOnline(attempt)) return quick(attempt, CODED.notOnline);
  const product = fleet.productOf(device);
  const fault = modelFault(product, task.order.document);
  if (fault) return quick(attempt, fault);
  const missed = attempt.attempt === 1 && fleet.hasTrait(device, TRAIT.weak);
  return product.protocol === "CoAP" || missed
    ? { ms: COMMAND_WAIT_MS, failure: CODED.noAnswer }
    : quick(attempt);
}

/** For devices on CoAP (sheet §9.3), which sleep: unless sent at once a command waits for them, 20 at most. */
function planAsyncCommand(attempt: Attempt): AttemptPlan {
  const { fleet, device, task } = attempt;
  const product = fleet.productOf(device);
  if (product.protocol !== "CoAP")
    return quick(attempt, invalidInput("The device takes no asynchronous commands."));
  const fault = modelFault(product, task.order.document);
  if (fault || isOnline(attempt)) return quick(attempt, fault);
  if (task.order.document?.send_strategy === "immediately") return quick(attempt, CODED.notOnline);
  if (fleet.pendingOf(device) >= LIMITS.pendingCommands) return quick(attempt, TOO_MANY_PENDING);
  return { ...quick(attempt), cached: true };
}

/** For MQTT devices and what is behind them (sheet §9.4). */
function planMessage(attempt: Attempt): AttemptPlan {
  const { fleet, device, task } = attempt;
  const { topic_full_name: fullTopic, ttl } = task.order.document ?? {};
  if (fleet.productOf(device).protocol === "CoAP") {
    return quick(attempt, invalidInput("The device takes no messages."));
  }
  const deaf = fullTopic !== undefined && fleet.hasTrait(device, TRAIT.weak);
  if (isOnline(attempt)) return quick(attempt, deaf ? CODED.notSubscribed : undefined);
  return ttl === 0 ? quick(attempt, CODED.notOnline) : { ...quick(attempt), cached: true };
}

/** A version in the document must be the shadow's present one (sheet §9.5). */
function shadowFault({ fleet, task, device }: Attempt): Failure | undefined {
  const { shadow } = task.order.document ?? {};
  const services: { version?: number }[] = Array.isArray(shadow) ? shadow : [];
  const present = fleet.shadowVersionOf(device);
  const stale = services.some(({ version }) => version !== undefined && version !== present);
  return stale
    ? invalidInput("The version of the shadow has changed.")
    : modelFault(fleet.productOf(device), task.order.document);
}

function isOnline({ fleet, device, now }: Attempt): boolean {
  return fleet.statusAt(device, now) === "ONLINE";
}

/** A moment, several times that over a thin link. */
function quick(attempt: Attempt, failure?: Failure): AttemptPlan {
  const { fleet, device } = attempt;
  const steered = fleet.steeringOf(device)?.durationMs;
  const [min, max] = fleet.hasTrait(device, TRAIT.slowLink) ? [2_000, 10_000] : [400, 2_500];
  return { ms: steered ?? between(attempt, DURATION, min, max), failure };
}
