import { constants, setPriority } from "node:os";

/** Where worker and console share a machine, a crawl waits rather than somebody who reads. Never throws. */
export function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some systems let no process do that: then both run alike.
  }
}
