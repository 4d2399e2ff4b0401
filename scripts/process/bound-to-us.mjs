// Node built-ins only: used before anything is installed.
import { identifyProcess } from "./process-identity.mjs";

/** Arguments for Node that make a program end at most `patienceMs` (and half a second) after we are killed. */
export function boundToUs(patienceMs = 0) {
  const guard = new URL("end-with-parent.mjs", import.meta.url);
  guard.searchParams.set("starter", identifyProcess(process.pid) ?? "");
  guard.searchParams.set("patience", String(patienceMs));
  return ["--import", guard.href];
}
