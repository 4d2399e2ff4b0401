// Preloaded (`node --import`) into what we start: when `starter` is killed, it must not go on for long. `patience` leaves
// a program so many ms to end by itself; one whose starter died in its first moments cannot have noticed.
// Node built-ins only.
import { isStillRunning } from "./process-identity.mjs";

const { searchParams } = new URL(import.meta.url);
const starter = searchParams.get("starter") ?? "";
const patience = Number(searchParams.get("patience"));

const watch = setInterval(() => {
  if (isStillRunning(starter)) return;
  clearInterval(watch);
  setTimeout(() => process.exit(1), patience);
}, 500).unref();
