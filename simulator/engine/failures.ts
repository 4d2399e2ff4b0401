import type { Failure } from "./failure-table";

/** Failures the sheet gives a code for (error-codes.tsv, sheet §6.7, §16). */
export const CODED = {
  unknownDevice: { code: "IOTDA.014000", message: "The device does not exist." },
  notOnline: { code: "IOTDA.014016", message: "Operation not allowed. The device is not online." },
  noAnswer: { code: "IOTDA.014111", message: "The device does not respond in time." },
  notSubscribed: { code: "IOTDA.014112", message: "The device has not subscribed to the topic." },
  childFreeze: { code: "IOTDA.014038", message: "Operation not allowed. Child devices cannot be frozen." },
  alreadyFrozen: { code: "IOTDA.014039", message: "Operation not allowed. The device is already frozen." },
  notFrozen: { code: "IOTDA.014040", message: "Operation not allowed. The device is not frozen." },
  deviceExists: { code: "IOTDA.014031", message: "The device already exists." },
  unknownProduct: { code: "IOTDA.013000", message: "The product does not exist." },
  unknownGateway: { code: "IOTDA.014000", message: "The device does not exist. gateway_id." },
  invalidInput: { code: "IOTDA.000006", message: "Invalid input data." },
} satisfies Record<string, Failure>;

/** A cell of a batch file that breaks a rule; the text names the column. */
export function invalidCell(heading: string): Failure {
  return invalidInput(`${heading} is not valid.`);
}

/** Invalid input with its reason, as message texts may contain more detail than the table (sheet §4). */
export function invalidInput(detail: string): Failure {
  const { code, message } = CODED.invalidInput;
  return { code, message: `${message} ${detail}` };
}

/** Texts an upgrade fails with (sheet §10.3); the platform gives them no code. */
export const UPGRADE_TEXT = {
  abnormal: { message: "Device Abnormal is not online" },
  conflict: { message: "Task Conflict" },
  onlineTimeout: { message: "Waiting for the device online timeout" },
  versionTimeout: { message: "Waiting for report device firmware version timeout" },
  checkTimeout: { message: "Updating timeout and query device version for check timeout" },
  integrity: { message: "Integrity check failure for new downloaded package" },
  packageType: { message: "Unsupported package type" },
  storage: { message: "Not enough storage for the new firmware package" },
  memory: { message: "Out of memory during downloading process" },
  connectionLost: { message: "Connection lost during downloading process" },
  updateFailed: { message: "Firmware update failed" },
} satisfies Record<string, Failure>;

/** A device keeps no more than 20 commands waiting (sheet §9.3); no page names the failure. */
export const TOO_MANY_PENDING: Failure = { message: "The device has too many pending commands." };

/** No page names a failure for it, so it has no code. */
export const GATEWAY_HAS_CHILDREN: Failure = { message: "The gateway still has child devices." };
