import { ActivitySet } from "@/lib/contracts/activity";

/** How an operation chose its devices, from what was kept of its request; null where that says nothing. */
export function describeSet(request: Readonly<Record<string, unknown>>): ActivitySet | null {
  const { selection, ...filter } = request;
  if (typeof selection !== "string") return null;
  if (selection === "all" || selection === "targets") return { by: selection };
  // The id of kept rows stands where the word would.
  const kept = selection === "filter" ? {} : { kept: true as const };
  const told = ActivitySet.safeParse({ by: "filter", ...filter, ...kept });
  return told.success ? told.data : { by: "filter", ...kept };
}
