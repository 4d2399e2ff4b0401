import { TRAIT } from "../fleet/device-columns";
import { type Attempt, type AttemptPlan, between, steeredPlan } from "./attempt";
import { CODED, GATEWAY_HAS_CHILDREN } from "./failures";

/** A synchronous command waits this long for its answer (sheet §9.2). */
const COMMAND_WAIT_MS = 20_000;
const DURATION = 9;

/** Plans one subtask of a task type other than the upgrades, for a device that exists (sheet §9, §16). */
export function planAction(attempt: Attempt): AttemptPlan {
  const { fleet, task, device, now } = attempt;
  // What becomes of a row is decided when it is carried out.
  if (task.order.type === "createDevices") return quick(attempt);
  const steered = steeredPlan(attempt, CODED.noAnswer);
  if (steered) return steered;
  const online = fleet.statusAt(device, now) === "ONLINE";
  switch (task.order.type) {
    case "createCommands":
      if (!online) return quick(attempt, CODED.notOnline);
      return answers(attempt) ? quick(attempt) : { ms: COMMAND_WAIT_MS, failure: CODED.noAnswer };
    case "createAsyncCommands": {
      if (online) return quick(attempt);
      const cached = task.order.document?.send_strategy !== "immediately";
      return cached ? { ...quick(attempt), cached } : quick(attempt, CODED.notOnline);
    }
    case "createMessages": {
      const deaf = task.order.document?.topic_full_name !== undefined && fleet.hasTrait(device, TRAIT.weak);
      if (online) return quick(attempt, deaf ? CODED.notSubscribed : undefined);
      const cached = task.order.document?.ttl !== 0;
      return cached ? { ...quick(attempt), cached } : quick(attempt, CODED.notOnline);
    }
    case "updateDeviceShadows":
      return quick(attempt, shadowVersionFits(attempt) ? undefined : CODED.invalidInput);
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

/** Carries the action out on the device. */
export function completeAction({ fleet, task, device }: Attempt): void {
  const { type } = task.order;
  if (type === "updateDeviceShadows") fleet.countShadowChange(device);
  else if (type === "deleteDevices") fleet.setTrait(device, TRAIT.deleted, true);
  else if (type === "freezeDevices") fleet.setTrait(device, TRAIT.frozen, true);
  else if (type === "unfreezeDevices") fleet.setTrait(device, TRAIT.frozen, false);
}

/** Only MQTT devices and what is behind them take synchronous commands (sheet §9.2); weak ones miss the first. */
function answers({ fleet, device, attempt }: Attempt): boolean {
  return (
    fleet.productOf(device).protocol !== "CoAP" && !(attempt === 1 && fleet.hasTrait(device, TRAIT.weak))
  );
}

/** A version in the document must be the shadow's present one (sheet §9.5). */
function shadowVersionFits({ fleet, task, device }: Attempt): boolean {
  const { shadow } = task.order.document ?? {};
  const services: { version?: number }[] = Array.isArray(shadow) ? shadow : [];
  const present = fleet.shadowVersionOf(device);
  return services.every(({ version }) => version === undefined || version === present);
}

function quick(attempt: Attempt, failure?: AttemptPlan["failure"]): AttemptPlan {
  const steered = attempt.fleet.steeringOf(attempt.device)?.durationMs;
  return { ms: steered ?? between(attempt, DURATION, 400, 2_500), failure };
}
