import type { Advice } from "@/lib/contracts/subtasks";
import { normaliseMessage } from "./failure-cause";

// Keys (texts are `advice.{key}` in the message catalogues): already-exists, already-frozen, child-device,
// connection-lost, device-offline, device-silent, device-unknown, download-timeout, integrity-failed, invalid-uri,
// no-permission, not-enough-memory, not-enough-storage, not-frozen, not-in-task, online-timeout, platform-trouble,
// report-timeout, result-timeout, task-conflict, throttled, topic-not-subscribed, unsupported-package, update-failed.

const retryHelps = (key: string): Advice => ({ verdict: "retry_helps", key });
const checkFirst = (key: string): Advice => ({ verdict: "check_first", key });
const fixFirst = (key: string): Advice => ({ verdict: "fix_first", key });

/** By the platform's code (error-codes.tsv); gateway codes are the same number under two prefixes (sheet §4). */
const byCode: ReadonlyMap<string, Advice> = new Map([
  ["IOTDA.000001", retryHelps("platform-trouble")],
  ["IOTDA.000020", retryHelps("platform-trouble")],
  ["IOTDA.000022", fixFirst("no-permission")],
  ["IOTDA.014000", fixFirst("device-unknown")],
  ["IOTDA.014016", retryHelps("device-offline")],
  ["IOTDA.014031", fixFirst("already-exists")],
  ["IOTDA.014038", fixFirst("child-device")],
  ["IOTDA.014039", checkFirst("already-frozen")],
  ["IOTDA.014040", checkFirst("not-frozen")],
  ["IOTDA.014111", checkFirst("device-silent")],
  ["IOTDA.014112", fixFirst("topic-not-subscribed")],
  ["IOTDA.014219", fixFirst("not-in-task")],
  ["IOTDA.021101", retryHelps("throttled")],
  ["IOTDA.021102", retryHelps("throttled")],
  ["APIGW.0302", fixFirst("no-permission")],
  ["APIGW.0308", retryHelps("throttled")],
  ["APIGW.0601", retryHelps("platform-trouble")],
]);

/** Upgrades that fail carry a text and often no code: the documented texts, as they are printed (sheet §10.3). */
const documentedTexts: readonly (readonly [string, Advice])[] = [
  ["Device Abnormal is not online", retryHelps("device-offline")],
  ["Task Conflict", checkFirst("task-conflict")],
  ["Waiting for the device online timeout", checkFirst("online-timeout")],
  ["Waiting for report cellId timeout", checkFirst("report-timeout")],
  ["Waiting for report device firmware version timeout", checkFirst("report-timeout")],
  ["Wait for the device to report upgrade result timeout", checkFirst("result-timeout")],
  ["Updating timeout and query device version for check timeout", checkFirst("result-timeout")],
  ["Waiting for device downloaded package timeout", retryHelps("download-timeout")],
  ["Integrity check failure for new downloaded package", checkFirst("integrity-failed")],
  ["Unsupported package type", fixFirst("unsupported-package")],
  ["Not enough storage for the new firmware package", fixFirst("not-enough-storage")],
  ["Out of memory during downloading process", checkFirst("not-enough-memory")],
  ["Connection lost during downloading process", retryHelps("connection-lost")],
  ["Invalid URI", fixFirst("invalid-uri")],
  ["Firmware update failed", checkFirst("update-failed")],
];

const byText: ReadonlyMap<string, Advice> = new Map(
  documentedTexts.map(([text, advice]) => [comparable(text), advice]),
);

/** What to do about a cause of failure; null when nobody has written anything about it yet. */
export function adviseOn(failure: { code: string | null; message: string | null }): Advice | null {
  const code = failure.code?.replace(/^APIG\./, "APIGW.") ?? null;
  return (
    (code !== null && byCode.get(code)) ||
    (failure.message !== null && byText.get(comparable(failure.message))) ||
    null
  );
}

/** The platform ends some of its sentences with a full stop and others not. */
function comparable(message: string): string {
  return normaliseMessage(message).replace(/[.!\s]+$/, "");
}
