const mask = "********";

/** What a createDevices result may show: names and places, never what a device signs in with. */
const visible = new Set(["device_id", "node_id", "product_id", "app_id", "device_name", "gateway_id"]);

/**
 * The output of a createDevices subtask with everything but ids replaced (sheet §6.1, architecture.md §10). Its inner
 * format is not documented, so only known keys stay; text that is no JSON object is masked as a whole.
 */
export function maskOutput(output: string): string {
  const parsed = parseObject(output);
  if (parsed === null) return mask;
  const entries = Object.entries(parsed).map(([key, value]) =>
    value === null || (visible.has(key) && typeof value === "string") ? [key, value] : [key, mask],
  );
  return JSON.stringify(Object.fromEntries(entries));
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
