import type { TargetSummary } from "@/lib/domain/target-list";
import { startDesk } from "./desk-client";

/** Reads a kept text once, off the main thread: for a draft whose list nobody has opened yet. */
export async function readTargets(text: string): Promise<TargetSummary> {
  const desk = startDesk();
  try {
    return (await desk.ask({ kind: "open", text })).summary;
  } finally {
    desk.close();
  }
}
