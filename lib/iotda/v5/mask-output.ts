import type { JsonObject } from "@/lib/contracts/json";
import { SecretFields } from "@/lib/domain/secret-fields";

const mask = "********";

/** What a createDevices result may show: names and places, never what a device signs in with. */
const visible = new Set(["device_id", "node_id", "product_id", "app_id", "device_name", "gateway_id"]);

/** Under this name stands what could not be taken apart. */
const wholeOutput = "output";

export interface SplitOutput {
  /** The output with a mask for every secret. */
  shown: string;
  /** What is behind the masks; null when there is none. */
  hidden: SecretFields | null;
}

/**
 * The output of a createDevices subtask with everything but ids taken out of it (sheet §6.1, architecture.md §10). Its
 * inner format is not documented, so only known keys stay; text that is no JSON object is hidden as a whole.
 */
export function splitOutput(output: string): SplitOutput {
  const parsed = parseObject(output);
  if (parsed === null) return { shown: mask, hidden: new SecretFields({ [wholeOutput]: output }) };
  const entries = Object.entries(parsed);
  const isShown = ([key, value]: [string, unknown]) =>
    value === null || (visible.has(key) && typeof value === "string");
  const hidden = entries.filter((entry) => !isShown(entry));
  return {
    shown: JSON.stringify(
      Object.fromEntries(entries.map((entry) => (isShown(entry) ? entry : [entry[0], mask]))),
    ),
    hidden: hidden.length > 0 ? new SecretFields(Object.fromEntries(hidden)) : null,
  };
}

const quotedSecret =
  /((?:secret|password|psk|fingerprint|token|verify_?code|auth_?info)\w*\\?["']?\s*[:=]\s*)(\\?"[^"]*"|'[^']*'|[^\s,;"'})\]]+)/gi;

/** The message of a createDevices failure, without the secret of a row that it quotes. */
export function maskQuoted(message: string): string {
  return message.replace(quotedSecret, `$1${mask}`);
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}
