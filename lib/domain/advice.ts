import type { Advice } from "@/lib/contracts/advice";
import { normaliseMessage } from "./failure-cause";
import { findPlatformCode } from "./platform-codes";

const retryHelps = (key: string): Advice => ({ verdict: "retry_helps", key });
const checkFirst = (key: string): Advice => ({ verdict: "check_first", key });
const fixFirst = (key: string): Advice => ({ verdict: "fix_first", key });

/** Upgrades that fail carry a text and often no code: the documented texts, as they are printed (sheet §10.3). */
const documentedTexts: readonly (readonly [string, Advice])[] = [
  ["Device Abnormal is not online", retryHelps("device_offline")],
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

/** What the documented texts advise, for whoever checks that there are words for all of it. */
export const textAdvice: readonly Advice[] = documentedTexts.map(([, advice]) => advice);

/**
 * What to do about a cause of failure; null when nobody has written anything about it yet. The words for a known code
 * are the hint of the one table (platform-codes.ts): `upstream.{key}.hint`, or else `advice.{key}`.
 */
export function adviseOn(failure: { code: string | null; message: string | null }): Advice | null {
  const known = failure.code === null ? undefined : findPlatformCode(failure.code);
  if (known?.verdict) return { verdict: known.verdict, key: known.key };
  const told = failure.message === null ? undefined : findByText(failure.message);
  if (told || !known || known.unpublished) return told ?? null;
  return { verdict: byClass[known.failure], key: known.key };
}

/** What a retry is good for after a code that is seldom a device's own: a text that says more goes before it. */
const byClass = {
  throttled: "retry_helps",
  transient: "retry_helps",
  auth: "fix_first",
  rejected: "fix_first",
} as const;

/** The whole text, or what stands before the details: "Invalid URI: coaps://…". */
function findByText(message: string): Advice | undefined {
  const text = comparable(message);
  return byText.get(text) ?? byText.get(comparable(text.split(/[:(,：（，]/, 1)[0] ?? ""));
}

/** The platform ends some of its sentences with a full stop and others not. */
function comparable(message: string): string {
  return normaliseMessage(message).replace(/[.!。！\s]+$/, "");
}
