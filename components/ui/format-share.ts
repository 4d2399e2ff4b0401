import { sharePercent } from "@/lib/domain/progress";

/** A share as it may be said: 84.6%, 100% only when complete, <0.1% for a little. */
export function formatShare(part: number, whole: number): string {
  const { value, bound } = sharePercent(part, whole);
  const digits = value === 0 || value === 100 ? String(value) : value.toFixed(1);
  return `${bound === "below" ? "<" : bound === "above" ? ">" : ""}${digits}%`;
}
